import { embedSsoDashboard } from '@omni-co/embed';
import { describe, expect, it } from 'vitest';
import type { DynamoDb } from '../../../shared/dynamodb.ts';
import { readSession } from '../../../shared/sessions/read-session.ts';
import { readV0Logins } from '../../../shared/v0-logins/read-v0-logins.ts';
import { forbidden } from '../../support/edge-organization.ts';
import { useEdgeDatabase } from '../../support/use-database.ts';
import { v0Organization } from '../../support/v0-organization.ts';

const database = useEdgeDatabase();
const organization = (
  parameterSets: string[][],
  through: (send: DynamoDb, budget: AbortSignal) => DynamoDb = (send) => send,
) => v0Organization(database, parameterSets, { through });

const dashboard = (properties: object) =>
  embedSsoDashboard({ contentId: 'da24491e', ...properties } as never);

describe('a v0 login', () => {
  it('is refused if parameters were relabelled, added, repeated or padded', async () => {
    const { edge, view, viewer } = await organization([['userAttributes'], ['theme', 'userAttributes']]);
    const url = await dashboard({ ...viewer, userAttributes: { region: ['FR', 'DE'] } });
    for (const [changed, reason] of [
      [url.replace('userAttributes=', 'theme='), 'v0_parameter_set'],
      [`${url}&theme=x`, 'signature_mismatch'],
      [`${url}&theme=`, 'invalid_parameter'],
      [`${url}&name=Ada`, 'repeated_parameter'],
      [`${url}&userAttributes=%7B%7D`, 'repeated_parameter'],
      [url.replace('name=Ada', 'name=Ada+'), 'invalid_parameter'],
      [url.replace('name=Ada', 'name=%0AAda'), 'invalid_parameter'],
      [url.replace('externalId=user-1', 'externalId=user-2'), 'signature_mismatch'],
    ] as const) {
      expect(await view(changed)).toMatchObject(forbidden);
      expect([changed, edge.reason()]).toEqual([changed, reason]);
    }
    expect(await view(url)).toMatchObject({ status: 302 });
  });

  it.each([
    [{ userAttributes: ['FR'] }, 'userAttributes'],
    [{ groups: { a: 'b' } }, 'groups'],
    [{ prefersDark: 'dark' }, 'prefersDark'],
    [{ mode: 'application' }, 'mode'],
    [{ customTheme: { a: 1 } }, 'customTheme'],
  ])('is refused with a value of the wrong type: %j', async (wrong, parameter) => {
    const { edge, view, viewer } = await organization([[parameter]]);
    expect(await view(await dashboard({ ...viewer, ...wrong }))).toMatchObject(forbidden);
    expect(edge.log.at(-1)).toMatchObject({ reason: 'invalid_claim', field: parameter });
  });

  it('opens once, ever: its session is never purged', async () => {
    const { organizationId, edge, view, viewer } = await organization([[]]);
    const nonce = 'a'.repeat(32);
    const url = await dashboard({ ...viewer, nonce });
    const { cookie } = await view(url);
    const session = await readSession(database.sdk, organizationId, `n.${nonce}`);
    expect(session).toMatchObject({ state: 'active' });
    expect(session).not.toHaveProperty('purgeAt');
    expect(await view(url, cookie)).toMatchObject({ status: 302 });
    edge.now += 100 * 86_400_000;
    expect(await view(url)).toMatchObject(forbidden);
    expect(edge.reason()).toBe('already_used');
  });

  it('is counted per day if it started a session', async () => {
    const { organizationId, edge, view, viewer } = await organization([[]]);
    const logins = () => readV0Logins(database.sdk, organizationId, edge.now);
    const make = () => dashboard(viewer);
    const used = await make();
    for (const url of [used, used, await make()]) await view(url);
    edge.now += 86_400_000;
    await view(await make());
    expect(await logins()).toEqual([
      { date: '2026-01-02', count: 1 },
      { date: '2026-01-01', count: 2 },
    ]);
    edge.now += 29 * 86_400_000;
    expect(await logins()).toEqual([{ date: '2026-01-02', count: 1 }]);
  });

  it('opens in time even if it can’t be counted', async () => {
    const { organizationId, edge, view, viewer } = await organization([[]], (send, budget) => (request) => {
      const isCount = request.operation === 'UpdateItem' && request.input.Key.partitionKey.startsWith('V0#');
      if (!isCount) return send(request);
      const { promise, reject } = Promise.withResolvers<never>();
      budget.addEventListener('abort', () => reject(new Error('out of time')));
      return promise;
    });
    const before = performance.now();
    expect(await view(await dashboard(viewer))).toMatchObject({ status: 302 });
    expect(performance.now() - before).toBeLessThan(2000);
    expect(await readV0Logins(database.sdk, organizationId, edge.now)).toEqual([]);
  });

  it('is refused without reading the table if it is malformed', async () => {
    let reads = 0;
    const { view, viewer } = await organization([[]], (send) => (request) => {
      reads++;
      return send(request);
    });
    const url = await dashboard(viewer);
    for (const broken of [`${url}&x=1`, `${url}&name=x`, url.replace('nonce=', 'nonce=-')]) {
      expect(await view(broken)).toMatchObject(forbidden);
    }
    expect(reads).toBe(0);
  });
});
