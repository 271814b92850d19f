import { describe, expect, it } from 'vitest';
import { organizationPrimaryKey } from '../../../shared/organizations/organization.ts';
import { cancelRetirement } from '../../../shared/secrets/cancel-retirement.ts';
import { disableSecret } from '../../../shared/secrets/disable-secret.ts';
import { enableSecret } from '../../../shared/secrets/enable-secret.ts';
import { rotateSecret } from '../../../shared/secrets/rotate-secret.ts';
import { scheduleRetirement } from '../../../shared/secrets/schedule-retirement.ts';
import { testNow as now } from '../../support/builders.ts';
import { edgeOrganization, forbidden, formats } from '../../support/edge-organization.ts';
import { useEdgeDatabase } from '../../support/use-database.ts';

const minute = 60_000;
const hour = 60 * minute;

const database = useEdgeDatabase();

const organization = () => edgeOrganization(database);

describe.each(formats)('the secret of a %s URL', (format) => {
  it('when disabled refuses URLs and sessions at once; when enabled, the same session works again', async () => {
    const { organizationId, secret, edge, open, sign, view } = await organization();
    const target = await sign(format);
    const { cookie, status } = await open(format);
    expect(status).toBe(302);
    const change = { secretId: secret.secretId, now };
    await disableSecret(database.sdk, organizationId, change);
    expect(await view(target)).toMatchObject(forbidden);
    expect(edge.log.at(-1)).toMatchObject({ reason: 'secret_disabled', secretId: secret.secretId });
    expect(await view('/d/1', cookie)).toMatchObject(forbidden);
    expect(edge.log.at(-1)).toMatchObject({ reason: 'secret_disabled', secretId: secret.secretId });

    await enableSecret(database.sdk, organizationId, change);
    expect((await view('/d/1', cookie)).status).toBe(0);
    // The refused URL was not used up.
    expect((await view(target)).status).toBe(302);
  });

  it('disabled for 10 minutes is accepted again to the second', async () => {
    const { organizationId, secret, edge, open, view } = await organization();
    const { cookie } = await open(format);
    await disableSecret(database.sdk, organizationId, { secretId: secret.secretId, minutes: 10, now });
    edge.now = now + 10 * minute - 1;
    expect(await view('/d/1', cookie)).toMatchObject(forbidden);
    expect(await open(format)).toMatchObject(forbidden);
    edge.now = now + 10 * minute;
    expect((await view('/d/1', cookie)).status).toBe(0);
    const again = await open(format);
    expect(again.status).toBe(302);
    expect((await view('/d/1', again.cookie)).status).toBe(0);
  });

  it('retires at its second, for URLs and sessions, and not if that was cancelled before', async () => {
    const { organizationId, secret, edge, open, view } = await organization();
    const { cookie } = await open(format);
    const { secretId } = secret;
    const retirement = { secretId, retiresAt: new Date(now + hour).toISOString(), now };
    await scheduleRetirement(database.sdk, organizationId, retirement);
    edge.now = now + hour - 1;
    expect((await view('/d/1', cookie)).status).toBe(0);
    expect((await open(format)).status).toBe(302);
    edge.now = now + hour;
    expect(await view('/d/1', cookie)).toMatchObject(forbidden);
    expect(edge.reason()).toBe('secret_retired');
    expect(await open(format)).toMatchObject(forbidden);
    expect(edge.log.at(-1)).toMatchObject({ reason: 'secret_retired', secretId });

    await cancelRetirement(database.sdk, organizationId, { secretId, now: now + hour - 1 });
    expect((await view('/d/1', cookie)).status).toBe(0);
    expect((await open(format)).status).toBe(302);
  });

  it('rotated with an overlap works alongside its successor; without one, it is refused at once', async () => {
    const { organizationId, secret, edge, open, view } = await organization();
    const { cookie } = await open(format);
    const rotate = async (secretId: string, overlapHours: number) => {
      const rotation = { secretId, overlapHours, limits: 'inherit', actor: 'admin', now } as const;
      const rotated = await rotateSecret(database.sdk, organizationId, rotation);
      if (!rotated.ok) throw new Error(rotated.reason);
      return { secretId: rotated.secret.id, secretKey: rotated.secretKey };
    };
    const successor = await rotate(secret.secretId, 1);
    expect((await open(format, secret)).status).toBe(302);
    const { cookie: successorCookie, status } = await open(format, successor);
    expect(status).toBe(302);
    expect((await view('/d/1', cookie)).status).toBe(0);

    const third = await rotate(successor.secretId, 0);
    expect(await open(format, successor)).toMatchObject(forbidden);
    expect(edge.log.at(-1)).toMatchObject({ reason: 'secret_retired', secretId: successor.secretId });
    expect(await view('/d/1', successorCookie)).toMatchObject(forbidden);
    expect((await open(format, third)).status).toBe(302);
    // However late or early the edge's clock is.
    for (edge.now of [now - 24 * hour, now + minute]) {
      expect(await open(format, successor)).toMatchObject(forbidden);
    }
  });

  it('does not open a used URL again for the holder of its session while it is disabled', async () => {
    const { organizationId, secret, edge, sign, view } = await organization();
    const target = await sign(format);
    const { cookie } = await view(target);
    expect((await view(target, cookie)).status).toBe(302);
    await disableSecret(database.sdk, organizationId, { secretId: secret.secretId, now });
    expect(await view(target, cookie)).toMatchObject(forbidden);
    expect(edge.reason()).toBe('secret_disabled');
  });
});

describe('a secret that another version left in an inconsistent state', () => {
  const corrupt = async (organizationId: string, expression: string, secretId: string, values?: object) =>
    database.sdk({
      operation: 'UpdateItem',
      input: {
        TableName: 'EmbedSecrets',
        Key: organizationPrimaryKey(organizationId),
        UpdateExpression: expression,
        ExpressionAttributeNames: Object.fromEntries(
          [...new Set(expression.match(/#\w+/g))].map((name) => [
            name,
            name === '#id' ? secretId : name.slice(1),
          ]),
        ),
        ...(values && { ExpressionAttributeValues: values as Record<string, string> }),
        ReturnValues: 'NONE',
      },
    });

  it.each([
    ['disabledKeys, deleted', 'REMOVE #secrets.#id', 'signature_mismatch', 'unknown_secret'],
    ['disabledKeys, without a lifecycle', 'REMOVE #lifecycle.#id', 'secret_disabled', 'secret_disabled'],
    [
      'retiredKeys, without its mark',
      'SET #retiredKeys.#id = #disabledKeys.#id REMOVE #disabledKeys.#id, #lifecycle.#id',
      'secret_retired',
      'secret_retired',
    ],
    ['keys and nowhere, disabled', 'SET #keys.#id = #disabledKeys.#id', 'secret_disabled', 'secret_disabled'],
  ])('is refused: its key in %s', async (_, expression, urlReason, sessionReason) => {
    const { organizationId, secret, edge, open, view } = await organization();
    const { cookie } = await open('v1');
    await disableSecret(database.sdk, organizationId, { secretId: secret.secretId, now });
    await corrupt(organizationId, expression, secret.secretId);
    expect(await open('v1')).toMatchObject(forbidden);
    expect(edge.reason()).toBe(urlReason);
    expect(await view('/d/1', cookie)).toMatchObject(forbidden);
    expect(edge.reason()).toBe(sessionReason);
  });

  it('is refused if a deadline can’t be parsed', async () => {
    const { organizationId, secret, edge, open } = await organization();
    await corrupt(organizationId, 'SET #lifecycle.#id = :entry', secret.secretId, {
      ':entry': { retiresAt: 'soon' },
    });
    expect(await open('v1')).toMatchObject(forbidden);
    expect(edge.reason()).toBe('secret_retired');
  });
});

describe('the cost of the lifecycle of secrets', () => {
  it('is no additional read: one round trip per session request, two per login', async () => {
    const { organizationId, create, open, view, requests } = await organization();
    const limited = await create({ paths: ['/d'], maxExpiresInSeconds: 600 });
    await disableSecret(database.sdk, organizationId, {
      secretId: limited.secretId,
      minutes: 1,
      now: now - hour,
    });
    await open('v1', limited);
    requests.length = 0;
    const { cookie } = await open('v1', limited);
    // The second update counts the login, alongside the first.
    expect(requests.map(({ operation }) => operation)).toEqual(['GetItem', 'UpdateItem', 'UpdateItem']);
    requests.length = 0;
    expect((await view('/d/1', cookie)).status).toBe(0);
    expect(requests.map(({ operation }) => operation)).toEqual(['BatchGetItem']);
  });
});
