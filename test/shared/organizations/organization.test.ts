import { expect, it } from 'vitest';
import type { DynamoDb } from '../../../shared/dynamodb.ts';
import { endAllSessions } from '../../../shared/organizations/end-all-sessions.ts';
import { putOrganization } from '../../../shared/organizations/put-organization.ts';
import { readOrganization } from '../../../shared/organizations/read-organization.ts';
import { readOrganizationWithoutKeys } from '../../../shared/organizations/read-organization-without-keys.ts';
import { updateSettings } from '../../../shared/organizations/update-settings.ts';
import { uniqueOrganizationId } from '../../support/dynamodb.ts';
import { describeStores, now } from '../../support/stores.ts';

describeStores('an organization', (store) => {
  it('does not exist before it is put', async () => {
    expect(await readOrganization(store.dynamodb, uniqueOrganizationId())).toBeUndefined();
  });

  it('has no secrets and no settings at first', async () => {
    expect(await readOrganization(store.dynamodb, await store.organization())).toEqual({
      embedEnabled: true,
      settings: { frameAncestors: [] },
      secrets: {},
      keys: {},
      lifecycle: {},
      disabledKeys: {},
      retiredKeys: {},
      sessionsValidFrom: '2026-01-01T00:00:00.000Z',
    });
  });

  it('keeps its secrets, but not its sessions, when Embed is turned off and on', async () => {
    const id = await store.organization();
    const { secret, secretKey } = await store.secret(id);
    await putOrganization(store.dynamodb, id, { embedEnabled: false, now: now + 60_000 });
    await putOrganization(store.dynamodb, id, { embedEnabled: true, now: now + 120_000 });
    expect(await readOrganization(store.dynamodb, id)).toMatchObject({
      embedEnabled: true,
      keys: { [secret.id]: secretKey },
      sessionsValidFrom: '2026-01-01T00:01:05.000Z',
    });
  });

  it('only moves sessionsValidFrom forward when Embed is turned off, even by a clock that is behind', async () => {
    const id = await store.organization();
    const validFrom = async () => (await readOrganization(store.dynamodb, id))?.sessionsValidFrom;
    await putOrganization(store.dynamodb, id, { embedEnabled: false, now: now + 60_000 });
    await putOrganization(store.dynamodb, id, { embedEnabled: true, now });
    expect(await validFrom()).toBe('2026-01-01T00:01:05.000Z');
    await putOrganization(store.dynamodb, id, { embedEnabled: false, now });
    expect(await validFrom()).toBe('2026-01-01T00:01:05.001Z');
  });

  it('keeps the later sessionsValidFrom when others move it while Embed is turned off', async () => {
    const id = await store.organization();
    let moved = false;
    const racing: DynamoDb = async (request) => {
      if (request.operation === 'UpdateItem' && !moved) {
        moved = true;
        await endAllSessions(store.dynamodb, id, {
          sessionsValidFrom: '2026-01-01T00:00:00.000Z',
          now: now + 60_000,
        });
      }
      return await store.dynamodb(request);
    };
    await putOrganization(racing, id, { embedEnabled: false, now });
    expect(await readOrganization(store.dynamodb, id)).toMatchObject({
      embedEnabled: false,
      sessionsValidFrom: '2026-01-01T00:01:05.001Z',
    });
  });

  it('can be read without its keys', async () => {
    const id = await store.organization();
    const { secretKey } = await store.secret(id);
    const read = await readOrganizationWithoutKeys(store.dynamodb, id);
    expect(Object.keys(read?.secrets ?? {})).toHaveLength(1);
    expect(JSON.stringify(read)).not.toContain(secretKey);
  });

  it('only moves sessionsValidFrom forward', async () => {
    const id = await store.organization();
    const limit = async () => (await readOrganization(store.dynamodb, id))?.sessionsValidFrom ?? '';
    await endAllSessions(store.dynamodb, id, { sessionsValidFrom: await limit(), now: now + 60_000 });
    expect(await limit()).toBe('2026-01-01T00:01:05.000Z');
    await endAllSessions(store.dynamodb, id, { sessionsValidFrom: '2026-01-01T00:00:00.000Z', now });
    expect(await limit()).toBe('2026-01-01T00:01:05.000Z');
    await endAllSessions(store.dynamodb, id, { sessionsValidFrom: await limit(), now });
    expect(await limit()).toBe('2026-01-01T00:01:05.001Z');
  });

  it('sets and clears settings one by one, while Embed is on', async () => {
    const id = await store.organization();
    const acceptV0 = { until: '2026-06-30', parameterSets: [[], ['theme', 'entity']] };
    const changed = { sessionLengthHours: 8, frameAncestors: ['https://a.example'], acceptV0 };
    expect(await updateSettings(store.dynamodb, id, changed)).toEqual(changed);
    expect(await updateSettings(store.dynamodb, id, { acceptV0: null, frameAncestors: [] })).toEqual({
      sessionLengthHours: 8,
      frameAncestors: [],
    });
    const cleared = { sessionLengthHours: null, frameAncestors: null, acceptV0: null };
    expect(await updateSettings(store.dynamodb, id, cleared)).toEqual({
      frameAncestors: [],
    });
    await putOrganization(store.dynamodb, id, { embedEnabled: false, now });
    expect(await updateSettings(store.dynamodb, id, { sessionLengthHours: 9 })).toBeUndefined();
    expect((await readOrganization(store.dynamodb, id))?.settings).toEqual({ frameAncestors: [] });
  });
});
