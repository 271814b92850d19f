import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalRun, startLocalRun } from '../../local/run.ts';
import { type ApiClient, apiClient } from '../../smoke/api-client.ts';
import { type EdgeClient, edgeClient } from '../../smoke/edge-client.ts';
import { checkEndToEnd } from '../../smoke/end-to-end-check.ts';
import { type StepResult, stepRunner } from '../../smoke/step.ts';
import { UnexpectedResponseError } from '../../smoke/unexpected-response.ts';
import { acmeAdmin, application, operator } from '../support/local.ts';

let run: LocalRun;
beforeAll(async () => {
  run = await startLocalRun({ api: 0, edge: 0, web: 0 });
});
afterAll(() => run.close());

/** The local run's principals: the operator's own paths, an admin's below `/embed/`, and the application's claims. */
function api(): ApiClient {
  const apiUrl = `http://127.0.0.1:${run.ports.api}`;
  const asOperator = apiClient({ apiUrl, region: 'us-east-1', credentials: operator });
  const asAdmin = apiClient({ apiUrl, region: 'us-east-1', credentials: acmeAdmin });
  const asApplication = apiClient({ apiUrl, region: 'us-east-1', credentials: application });
  return (method, path, body) => {
    const asOrganization = path.endsWith('/claims') ? asApplication : asAdmin;
    return (path.includes('/embed/') ? asOrganization : asOperator)(method, path, body);
  };
}

const edge = (): EdgeClient => edgeClient({ address: `http://127.0.0.1:${run.ports.edge}` });

/** Runs the check and returns its steps, up to the one that failed. */
async function check(clients: { api?: ApiClient; edge?: EdgeClient } = {}): Promise<StepResult[]> {
  const results: StepResult[] = [];
  await checkEndToEnd({
    api: api(),
    edge: edge(),
    ...clients,
    step: stepRunner((result) => results.push(result)),
    organizationId: 'acme',
    host: `acme.embed.localhost:${run.ports.edge}`,
  }).catch(() => undefined);
  return results;
}

describe('the end-to-end check', () => {
  it('passes on the local run, and leaves nothing of the organization', async () => {
    const results = await check();
    expect(results.filter(({ error }) => error !== undefined)).toEqual([]);
    expect(results.length).toBeGreaterThan(30);
    const after = await api()('GET', '/organizations/acme/embed/secrets');
    expect(after).toMatchObject({ status: 404, body: { code: 'not_found' } });
  });

  it('stops at the first wrong response, reports it, and turns the organization off and deletes it', async () => {
    const broken: ApiClient = async (method, path, body) =>
      path.endsWith('/reveal')
        ? { status: 500, body: { code: 'internal_error', requestId: 'r1' } }
        : await api()(method, path, body);
    const results = await check({ api: broken });
    const [failed, ...others] = results.filter(({ error }) => error !== undefined);
    expect(others).toEqual([]);
    expect(failed).toMatchObject({
      name: 'reveal-secret: returns the same key',
      error: new UnexpectedResponseError({
        expected: 'status 200',
        received: 'status 500 (internal_error, request ID r1)',
      }),
    });
    expect(results.slice(-3).map(({ name }) => name)).toEqual([
      'reveal-secret: returns the same key',
      'put-organization: turn Embed off and revoke its secrets',
      'delete-organization',
    ]);
    const after = await api()('GET', '/organizations/acme/embed/secrets');
    expect(after).toMatchObject({ status: 404, body: { code: 'not_found' } });
  });

  it('fails if the edge lets a session through after its secret was deleted', async () => {
    let deleted = false;
    const watching: ApiClient = async (method, path, body) => {
      if (method === 'DELETE' && path.includes('/secrets/')) deleted = true;
      return await api()(method, path, body);
    };
    const forgetful: EdgeClient = async (url, cookie) =>
      deleted && cookie !== undefined
        ? { status: 200, location: undefined, cookie: undefined, embedError: undefined, body: '' }
        : await edge()(url, cookie);
    const failed = (await check({ api: watching, edge: forgetful })).find(({ error }) => error !== undefined);
    expect(failed?.name).toBe('edge: 403 for the session of the deleted secret');
  });

  it('names no key, cookie or URL in what it reports', async () => {
    const seen: string[] = [];
    const listening: ApiClient = async (method, path, body) => {
      const response = await api()(method, path, body);
      for (const value of Object.values(response.body)) {
        if (typeof value === 'string' && /^esk_.{28}$|^https:/.test(value)) seen.push(value);
      }
      return response;
    };
    const denied: EdgeClient = async (url, cookie) => {
      seen.push(url, ...(cookie === undefined ? [] : [cookie]));
      const response = await edge()(url, cookie);
      return url.includes('/embed/sso/') ? { ...response, status: 500, body: url } : response;
    };
    const results = await check({ api: listening, edge: denied });
    const reported = results.map(({ name, error }) => `${name} ${error}`).join('\n');
    expect(reported).toContain('edge: redeem it');
    expect(seen.filter((value) => value.includes('esk_')).length).toBeGreaterThan(0);
    expect(seen.filter((value) => reported.includes(value))).toEqual([]);
  });
});
