import { describe, expect, it } from 'vitest';
import putHost from '../../../lambdas/api/put-host.ts';
import { lambdaContext } from '../../../local/lambda-context.ts';
import { readCustomHost } from '../../../shared/hosts/read-custom-host.ts';
import type { TxtRecords } from '../../../shared/hosts/txt-records.ts';
import { adminOf } from '../../support/admin.ts';
import { apiEvent, environmentOf } from '../../support/api.ts';
import { useDatabase } from '../../support/use-database.ts';

const database = useDatabase();
const weekMs = 7 * 86_400_000;

/** Two organizations that want one host, and what DNS says of it. */
async function contest() {
  const { organizationId: mine, api } = await adminOf(database);
  const { organizationId: theirs } = await adminOf(database);
  const host = `analytics.${mine}.com`;
  const prove = (...ids: string[]) => api.txt.set(`_embed-secrets.${host}`, ids);
  const put = (organizationId: string, options: object = {}) =>
    api.call('put-host', { host, body: { organizationId, ...options } });
  const remove = () => api.call('delete-host', { host });
  const owner = () => readCustomHost(database.sdk, host);
  return { mine, theirs, api, host, prove, put, remove, owner };
}

describe('put-host', () => {
  it('returns 409 without the organization’s proof in DNS, and says which record is missing', async () => {
    const { mine, theirs, host, prove, put, owner } = await contest();
    const unproven = { status: 409, body: { code: 'host_unproven' } };
    const refused = await put(mine);
    expect(refused).toMatchObject(unproven);
    expect(refused.body.detail).toBe(`DNS has no TXT record _embed-secrets.${host} with the value ${mine}.`);
    prove(theirs);
    expect(await put(mine)).toMatchObject(unproven);
    expect(await owner()).toBeUndefined();
    prove(mine);
    expect(await put(mine)).toMatchObject({ status: 200, body: { host, organizationId: mine } });
    expect(await owner()).toBe(mine);
  });

  it('assigns a released host to another organization after 7 days', async () => {
    const { mine, theirs, api, prove, put, remove, owner } = await contest();
    prove(mine, theirs);
    await put(mine);
    await remove();
    api.now += weekMs - 1;
    await remove();
    const held = await put(theirs);
    expect(held).toMatchObject({ status: 409, body: { code: 'host_held' } });
    expect(held.body.detail).toContain('2026-01-08T00:00:00.000Z');
    expect(await owner()).toBeUndefined();
    api.now += 1;
    expect(await put(theirs)).toMatchObject({ status: 200 });
    expect(await owner()).toBe(theirs);
  });

  it('skips the waiting with force, but neither the proof nor the organization that has the host', async () => {
    const { mine, theirs, api, host, prove, put, remove, owner } = await contest();
    prove(mine);
    await put(mine);
    await remove();
    expect(await put(theirs, { force: true })).toMatchObject({
      status: 409,
      body: { code: 'host_unproven' },
    });
    prove(mine, theirs);
    expect(await put(theirs, { force: false })).toMatchObject({ status: 409, body: { code: 'host_held' } });
    expect(await put(theirs, { force: 'yes' })).toMatchObject({ status: 400 });
    expect(await put(theirs, { force: true })).toMatchObject({ status: 200 });
    expect(api.log).toContainEqual(expect.objectContaining({ event: 'host_assigned', host, force: true }));
    expect(await put(mine, { force: true })).toMatchObject({ status: 409, body: { code: 'host_taken' } });
    expect(await owner()).toBe(theirs);
  });

  /** With the variables of the template, but for the given value. */
  const putWith = async (txtRecords: TxtRecords, EMBED_HOST_PROOF = 'required') => {
    const { mine, host, owner } = await contest();
    const handle = putHost.createHandler({
      ...{
        dynamodb: database.sdk,
        txtRecords,
        emailOf: async () => undefined,
        clock: Date.now,
        log: () => undefined,
      },
      environment: { ...environmentOf('put-host'), EMBED_HOST_PROOF },
    });
    const event = apiEvent('put-host', { host, body: { organizationId: mine } });
    const { statusCode, headers } = await handle(event, lambdaContext('put-host', 'request-1'));
    return { statusCode, headers, isAssigned: (await owner()) === mine };
  };

  it('returns 503 if DNS doesn’t respond, and assigns nothing', async () => {
    expect(await putWith(async () => undefined)).toMatchObject({
      statusCode: 503,
      headers: { 'retry-after': expect.any(String) },
      isAssigned: false,
    });
  });

  it('does without the proof only if it is switched off in so many words', async () => {
    let lookups = 0;
    const none: TxtRecords = async () => {
      lookups++;
      return [];
    };
    expect(await putWith(none, 'off')).toMatchObject({ statusCode: 200, isAssigned: true });
    expect(lookups).toBe(0);
    for (const value of ['OFF', 'false', 'no', '0', ' off']) {
      expect(await putWith(none, value)).toMatchObject({ statusCode: 409, isAssigned: false });
    }
  });
});
