import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { OperationId } from '../../../shared/contract/operations.ts';
import { ConditionFailedError, TableUnavailableError } from '../../../shared/dynamodb.ts';
import { readOrganization } from '../../../shared/organizations/read-organization.ts';
import { isSecretKey } from '../../../shared/secrets/secret-key.ts';
import { adminArn, apiClient } from '../../support/api.ts';
import { startTestDynamoDb, type TestDynamoDb, uniqueOrganizationId } from '../../support/dynamodb.ts';

const unknownId = '01ARZ3NDEKTSV4RRFFQ69G5FAV';

let database: TestDynamoDb;
beforeAll(async () => {
  database = await startTestDynamoDb();
});
afterAll(() => database.close());

async function organization(embedEnabled = true) {
  const organizationId = uniqueOrganizationId();
  const api = apiClient(database.sdk);
  const put = await api.call('put-organization', { organizationId, body: { embedEnabled } });
  expect(put).toMatchObject({ status: 200, body: { organizationId, embedEnabled } });
  const create = async (name = 'Production') =>
    (await api.call('create-secret', { organizationId, body: { name } })).body;
  return { organizationId, api, create };
}

describe('the life of a secret', () => {
  it('begins with a key that is shown once, and is masked in the list', async () => {
    const { organizationId, api } = await organization();
    const created = await api.call('create-secret', { organizationId, body: { name: '  Production ' } });
    const { secretKey, ...record } = created.body;
    expect(created.status).toBe(201);
    expect(isSecretKey(secretKey)).toBe(true);
    expect(record).toEqual({
      id: expect.any(String),
      name: 'Production',
      maskedKey: `esk_…${secretKey.slice(-4)}`,
      createdAt: '2026-01-01T00:00:00.000Z',
      createdBy: adminArn,
    });
    const listed = await api.call('list-secrets', { organizationId });
    expect(listed).toMatchObject({ status: 200, body: { records: [record] } });
    expect(JSON.stringify(listed)).not.toContain(secretKey);
  });

  it('can be revealed, and the log says who saw the key, not the key', async () => {
    const { organizationId, api, create } = await organization();
    const { id, secretKey } = await create();
    const revealed = await api.call('reveal-secret', { organizationId, secretId: id });
    expect(revealed).toMatchObject({ status: 200, body: { id, secretKey } });
    expect(api.log).toContainEqual({
      event: 'secret_revealed',
      organizationId,
      secretId: id,
      actor: adminArn,
      requestId: 'request-1',
    });
    expect(JSON.stringify(api.log)).not.toContain(secretKey);
  });

  it('goes on under another name, with the same key', async () => {
    const { organizationId, api, create } = await organization();
    const { id, secretKey, ...record } = await create();
    api.now += 60_000;
    const renamed = await api.call('rename-secret', {
      organizationId,
      secretId: id,
      body: { name: 'Staging' },
    });
    expect(renamed).toMatchObject({
      status: 200,
      body: { ...record, id, name: 'Staging', renamedAt: '2026-01-01T00:01:00.000Z' },
    });
    expect((await readOrganization(database.sdk, organizationId))?.keys).toEqual({ [id]: secretKey });
  });

  it('ends with its deletion, which can be asked for again', async () => {
    const { organizationId, api, create } = await organization();
    const { id } = await create();
    const deletion = { id, name: 'Production', deletedAt: '2026-01-01T00:00:00.000Z', deletedBy: adminArn };
    expect(await api.call('delete-secret', { organizationId, secretId: id })).toMatchObject({
      status: 200,
      body: deletion,
    });
    api.now += 60_000;
    expect(await api.call('delete-secret', { organizationId, secretId: id })).toMatchObject({
      status: 200,
      body: deletion,
    });
    for (const [operation, body] of [
      ['reveal-secret', undefined],
      ['rename-secret', { name: 'Back' }],
    ] as const) {
      expect(await api.call(operation, { organizationId, secretId: id, body })).toMatchObject({
        status: 404,
      });
    }
  });

  it('is recorded with the Cognito subject where there is one', async () => {
    const { organizationId, api } = await organization();
    const provider = 'cognito-idp.us-east-1.amazonaws.com/us-east-1_AbCdEf123';
    const amr = ['authenticated', provider, `${provider}:CognitoSignIn:0a1b-2c3d`];
    const created = await api.call('create-secret', { organizationId, body: { name: 'Production' }, amr });
    expect(created.body.createdBy).toBe('0a1b-2c3d');
  });

  it('is refused to the fifty-first', async () => {
    const { organizationId, api, create } = await organization();
    await Promise.all(Array.from({ length: 50 }, () => create()));
    const refused = await api.call('create-secret', { organizationId, body: { name: 'One more' } });
    expect(refused).toMatchObject({ status: 409, body: { code: 'secret_limit' } });
  });
});

describe('an error', () => {
  it('is a problem document that nobody keeps', async () => {
    const { organizationId, api } = await organization();
    const refused = await api.call('create-secret', { organizationId, body: {} });
    expect(refused).toEqual({
      status: 400,
      headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
      body: {
        type: 'urn:embed-secrets:error:invalid_request',
        title: 'The request is not valid',
        status: 400,
        detail: 'name is required.',
        code: 'invalid_request',
        requestId: 'request-1',
        errors: [{ field: 'name', message: 'is required' }],
      },
    });
  });

  it.each([
    [{}, [{ field: 'name', message: 'is required' }]],
    [undefined, [{ field: 'name', message: 'is required' }]],
    [{ name: 'x'.repeat(101) }, [{ field: 'name', message: 'must have at most 100 characters' }]],
    [{ name: ' \t ' }, [{ field: 'name', message: 'must not be blank' }]],
    [{ name: 7 }, [{ field: 'name', message: 'must be a string' }]],
    [{ name: null }, [{ field: 'name', message: 'must be a string' }]],
    [{ name: 'a\u0007b' }, [{ field: 'name', message: 'must have no control characters' }]],
    [{ name: 'x', key: 'esk_mine' }, [{ field: 'key', message: 'is not a member of this body' }]],
    ['{"name":', [{ field: 'body', message: 'must be JSON in UTF-8' }]],
    ['"name"', [{ field: 'body', message: 'must be a JSON object' }]],
    ['[]', [{ field: 'body', message: 'must be a JSON object' }]],
    ['null', [{ field: 'body', message: 'must be a JSON object' }]],
  ])('names the field and the rule: %j', async (body, errors) => {
    const { organizationId, api } = await organization();
    const refused = await api.call('create-secret', { organizationId, body });
    expect(refused).toMatchObject({ status: 400, body: { code: 'invalid_request', errors } });
    expect((await readOrganization(database.sdk, organizationId))?.secrets).toEqual({});
  });

  it('says that a key cannot be changed', async () => {
    const { organizationId, api, create } = await organization();
    const { id, secretKey } = await create();
    const body = { name: 'Production', secretKey: 'esk_mine' };
    const refused = await api.call('rename-secret', { organizationId, secretId: id, body });
    expect(refused).toMatchObject({ status: 400, body: { errors: [{ field: 'secretKey' }] } });
    expect(refused.body.detail).toContain('create a new secret');
    expect(refused.body.detail).not.toContain('esk_mine');
    expect((await readOrganization(database.sdk, organizationId))?.keys).toEqual({ [id]: secretKey });
  });

  it('accepts 100 characters, whatever they are', async () => {
    const { organizationId, api } = await organization();
    const name = '🦊'.repeat(100);
    expect(await api.call('create-secret', { organizationId, body: { name } })).toMatchObject({
      status: 201,
      body: { name },
    });
  });

  it('comes in the same order from every operation: Embed, size, media type, body, id', async () => {
    const off = await organization(false);
    const tooLarge = { body: { name: 'x'.repeat(20_000) }, contentType: 'text/plain' };
    const wrongType = { body: '{', contentType: 'text/plain' };
    const wrongBody = { body: '{' };
    const unknown = { secretId: 'not-an-id', body: { name: 'x' } };
    const { organizationId, api } = await organization();
    const rename = (call: object) =>
      api.call('rename-secret', { organizationId, secretId: unknownId, ...call });

    const disabled = await off.api.call('rename-secret', {
      organizationId: off.organizationId,
      ...unknown,
      ...tooLarge,
    });
    expect(disabled).toMatchObject({ status: 403, body: { code: 'embed_disabled' } });
    expect(await rename(tooLarge)).toMatchObject({ status: 413, body: { code: 'body_too_large' } });
    expect(await rename(wrongType)).toMatchObject({ status: 415, body: { code: 'unsupported_media_type' } });
    expect(await rename(wrongBody)).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
    expect(await rename({ ...wrongBody, secretId: 'not-an-id' })).toMatchObject({ status: 400 });
    expect(await rename(unknown)).toMatchObject({ status: 404, body: { code: 'not_found' } });
    expect(off.api.log.at(-1)).toMatchObject({ status: 403, code: 'embed_disabled' });
  });

  it('is 404 for an organization that is not there', async () => {
    const { api } = await organization();
    const organizationId = uniqueOrganizationId();
    expect(await api.call('list-secrets', { organizationId })).toMatchObject({ status: 404 });
    expect(await api.call('create-secret', { organizationId, body: {} })).toMatchObject({ status: 400 });
    expect(await api.call('create-secret', { organizationId, body: { name: 'x' } })).toMatchObject({
      status: 404,
    });
  });

  it('returns 403 from every operation on secrets but delete while Embed is off', async () => {
    const { organizationId, api } = await organization(false);
    for (const operation of ['list-secrets', 'create-secret', 'reveal-secret', 'rename-secret'] as const) {
      const refused = await api.call(operation, { organizationId, secretId: unknownId });
      expect(refused).toMatchObject({ status: 403, body: { code: 'embed_disabled' } });
    }
  });

  it('deletes a leaked secret while Embed is off, so that turning it on does not bring the key back', async () => {
    const { organizationId, api } = await organization();
    const { body: leaked } = await api.call('create-secret', { organizationId, body: { name: 'Leaked' } });
    await api.call('put-organization', { organizationId, body: { embedEnabled: false } });
    const remove = () => api.call('delete-secret', { organizationId, secretId: leaked.id });
    const deleted = await remove();
    expect(deleted).toMatchObject({ status: 200, body: { id: leaked.id, name: 'Leaked' } });
    expect(await remove()).toMatchObject({ status: 200, body: deleted.body });
    expect(await api.call('delete-secret', { organizationId, secretId: unknownId })).toMatchObject({
      status: 404,
    });
    await api.call('put-organization', { organizationId, body: { embedEnabled: true } });
    const { body } = await api.call('list-secrets', { organizationId });
    expect(body.records).toEqual([]);
  });

  it.each([
    ['list-secrets', 'Acme', undefined],
    ['list-secrets', 'www', undefined],
    ['list-secrets', '-acme', undefined],
    ['list-secrets', 'a--b', undefined],
    ['list-secrets', 'a'.repeat(64), undefined],
    ['put-organization', 'admin', undefined],
    ['delete-secret', 'acme', 'not-an-id'],
    ['delete-secret', 'acme', unknownId.toLowerCase()],
    ['delete-secret', 'acme', '../../../globex/embed/secrets'],
  ] satisfies [OperationId, string, string | undefined][])(
    'is 404 for an id that is no id: %s %s %s',
    async (operation, organizationId, secretId) => {
      const { api } = await organization();
      const body = operation === 'put-organization' ? { embedEnabled: true } : undefined;
      const call = { organizationId, body, ...(secretId === undefined ? {} : { secretId }) };
      expect(await api.call(operation, call)).toMatchObject({ status: 404, body: { code: 'not_found' } });
    },
  );

  it('is 404 for a path in another spelling, whatever the parameters say', async () => {
    const { organizationId, api } = await organization();
    for (const rawPath of [
      `/organizations/${organizationId}/embed/../../globex/embed/secrets`,
      `/organizations/%6f${organizationId.slice(1)}/embed/secrets`,
      `/organizations/${organizationId}/embed/secrets/`,
      `//organizations/${organizationId}/embed/secrets`,
      `/v1/organizations/${organizationId}/embed/secrets`,
    ]) {
      expect(await api.call('list-secrets', { organizationId, rawPath })).toMatchObject({ status: 404 });
    }
  });

  // API Gateway hands over path and parameters decoded. `sent` is what the caller wrote.
  it.each([
    ['/organizations/%s/embed/secrets/..%2f..%2fglobex', 'secretId', '../../globex'],
    ['/organizations/%s%2f..%2fglobex/embed/secrets/x', 'organizationId', '%s/../globex'],
    ['/organizations/%2561cme/embed/secrets/x', 'organizationId', '%61cme'],
    ['/organizations/%s/embed/secrets/%00', 'secretId', '\u0000'],
  ])('is 404 for an id that is more than one segment once decoded: %s', async (_, name, decoded) => {
    const { organizationId, api } = await organization();
    const call = { organizationId, secretId: 'x', [name]: decoded.replace('%s', organizationId) };
    expect(await api.call('delete-secret', call)).toMatchObject({ status: 404, body: { code: 'not_found' } });
  });

  it.each([
    ['the table does not answer', new TableUnavailableError('TimeoutError')],
    ['a read is answered as a write', new ConditionFailedError()],
  ])('is 503 with Retry-After when %s', async (_, failure) => {
    const api = apiClient(() => Promise.reject(failure));
    const refused = await api.call('list-secrets', { organizationId: 'acme' });
    expect(refused).toMatchObject({
      status: 503,
      headers: { 'retry-after': '1' },
      body: { code: 'unavailable' },
    });
  });

  it('is 503 in three seconds when the table goes silent in the middle of an answer', async () => {
    const signals: (AbortSignal | undefined)[] = [];
    const silent = (_: unknown, budget?: AbortSignal) => {
      signals.push(budget);
      return new Promise<never>(() => undefined);
    };
    const startedAt = performance.now();
    const api = apiClient(silent);
    const refused = await api.call('list-secrets', { organizationId: 'acme' });
    expect(refused).toMatchObject({ status: 503, headers: { 'retry-after': '1' } });
    expect(performance.now() - startedAt).toBeLessThan(3000);
    expect(signals).toMatchObject([{ aborted: true }]);
  });

  it('tells nothing of what went wrong on our side', async () => {
    const api = apiClient(() => Promise.reject(new Error('esk_0000000000000000000000000000 leaked')));
    const refused = await api.call('list-secrets', { organizationId: 'acme' });
    expect(refused).toMatchObject({ status: 500, body: { code: 'internal_error' } });
    expect(JSON.stringify([refused, api.log])).not.toContain('leaked');
    expect(api.log.at(-1)).toMatchObject({ error: expect.stringMatching(/^Error < /) });
  });
});

describe('the operator’s operations', () => {
  it('take only what they know', async () => {
    const { organizationId, api } = await organization();
    const put = (body: unknown) => api.call('put-organization', { organizationId, body });
    expect(await put({ embedEnabled: 'yes' })).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'embedEnabled' }] },
    });
    expect(await put({})).toMatchObject({ status: 400 });
    expect(await put({ embedEnabled: true, secrets: {} })).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'secrets' }] },
    });
  });

  it('rotate the environment’s keys without saying them', async () => {
    const { api } = await organization();
    const rotated = await api.call('rotate-environment-keys');
    expect(rotated).toMatchObject({ status: 201 });
    expect(Object.keys(rotated.body).sort()).toEqual(['activeAt', 'createdAt', 'keyId']);
  });
});
