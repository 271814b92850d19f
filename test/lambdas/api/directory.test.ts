import { describe, expect, it } from 'vitest';
import { queryDirectory } from '../../../shared/directory/query-directory.ts';
import type { DynamoDb } from '../../../shared/dynamodb.ts';
import { apiClient } from '../../support/api.ts';
import { assignHost } from '../../support/assign-host.ts';
import { startTestDynamoDb } from '../../support/dynamodb.ts';

/** A database of its own, so that the lists have nothing else, and the operator's API on it. */
async function operator(organizationIds: readonly string[]) {
  const database = await startTestDynamoDb();
  const api = apiClient(database.sdk);
  for (const organizationId of organizationIds) {
    await api.call('put-organization', { organizationId, body: { embedEnabled: true } });
  }
  return { api, ...database, [Symbol.asyncDispose]: () => database.close() };
}

/** Every page of a list, in one. */
async function allPages(
  api: ReturnType<typeof apiClient>,
  id: 'list-hosts' | 'list-organizations',
  limit: string,
) {
  const pages: unknown[][] = [];
  let cursor: string | undefined;
  do {
    const { status, body } = await api.call(id, { query: { limit, ...(cursor && { cursor }) } });
    expect(status).toBe(200);
    pages.push(body.records);
    cursor = body.nextCursor;
  } while (cursor !== undefined);
  return pages;
}

describe('list-organizations', () => {
  it('returns every organization by ID, page by page, and nothing of its secrets', async () => {
    await using run = await operator(['globex', 'acme', 'acme-labs']);
    const { api } = run;
    const { body: secret } = await api.call('create-secret', {
      organizationId: 'acme',
      body: { name: 'Production' },
    });
    await api.call('put-organization', { organizationId: 'globex', body: { embedEnabled: false } });
    const acme = { organizationId: 'acme', embedEnabled: true };
    const labs = { organizationId: 'acme-labs', embedEnabled: true };
    const globex = { organizationId: 'globex', embedEnabled: false };
    const { body } = await api.call('list-organizations');
    expect(body).toEqual({ records: [acme, labs, globex] });
    expect(JSON.stringify(body)).not.toContain(secret.secretKey);
    expect(await allPages(api, 'list-organizations', '2')).toEqual([[acme, labs], [globex]]);
    expect(await allPages(api, 'list-organizations', '3')).toEqual([[acme, labs, globex]]);
  });

  it('rejects a malformed cursor, and parameters that it has not', async () => {
    await using run = await operator([]);
    for (const query of [{ cursor: 'No!' }, { limit: '0' }, { organizationId: 'acme' }] as const) {
      expect(await run.api.call('list-organizations', { query })).toMatchObject({ status: 400 });
    }
  });
});

describe('get-organization', () => {
  it('returns whether Embed is on, and 404 for an unknown or malformed ID', async () => {
    await using run = await operator(['acme']);
    const { api } = run;
    const get = (organizationId: string) => api.call('get-organization', { organizationId });
    expect(await get('acme')).toMatchObject({
      status: 200,
      body: { organizationId: 'acme', embedEnabled: true },
    });
    await api.call('put-organization', { organizationId: 'acme', body: { embedEnabled: false } });
    expect((await get('acme')).body).toEqual({ organizationId: 'acme', embedEnabled: false });
    expect([(await get('globex')).status, (await get('Acme')).status]).toEqual([404, 404]);
  });
});

describe('list-hosts', () => {
  it('returns the hosts of all organizations or of one, without those that were released', async () => {
    await using run = await operator(['acme', 'globex']);
    const { api } = run;
    for (const host of ['c.acme.com', 'a.acme.com', 'd.acme.com']) await assignHost(api, host, 'acme');
    await assignHost(api, 'b.globex.com', 'globex');
    await api.call('delete-host', { host: 'd.acme.com' });
    const [a, b, c] = [
      { host: 'a.acme.com', organizationId: 'acme' },
      { host: 'b.globex.com', organizationId: 'globex' },
      { host: 'c.acme.com', organizationId: 'acme' },
    ];
    expect(await allPages(api, 'list-hosts', '1')).toEqual([[a], [b], [c]]);
    const list = async (organizationId: string) =>
      (await api.call('list-hosts', { query: { organizationId } })).body;
    expect(await list('acme')).toEqual({ records: [a, c] });
    expect(await list('globex')).toEqual({ records: [b] });
    expect(await list('initech')).toEqual({ records: [] });
  });
});

describe('the directory', () => {
  it('is searched a bounded number of times for a page, and goes on where it stopped', async () => {
    let queries = 0;
    const empty: DynamoDb = async (request) => {
      queries++;
      expect(request.input).toMatchObject({ IndexName: 'directory' });
      return { Items: [], LastEvaluatedKey: { partitionKey: `HOST#h${queries}`, sortKey: 'HOST' } };
    };
    expect(await queryDirectory(empty, 'HOST', { after: undefined, limit: 5 })).toEqual({
      items: [],
      next: 'h10',
    });
  });

  it('counts a response to another request as none', async () => {
    const foreign: DynamoDb = async () => ({ Items: [{ partitionKey: 'ORG#acme', sortKey: 'ORG' }] });
    await expect(queryDirectory(foreign, 'HOST', { after: undefined, limit: 5 })).rejects.toThrow(
      'another request',
    );
  });
});
