import { describe, expect, it } from 'vitest';
import type { OperationId } from '../../../shared/contract/operations.ts';
import { readOrganization } from '../../../shared/organizations/read-organization.ts';
import { adminOf } from '../../support/admin.ts';
import { uniqueOrganizationId } from '../../support/dynamodb.ts';
import { useDatabase } from '../../support/use-database.ts';

const unknownId = '01ARZ3NDEKTSV4RRFFQ69G5FAV';

const database = useDatabase();

describe('an invalid body', () => {
  it('is a problem document that must not be stored', async () => {
    const { organizationId, api } = await adminOf(database);
    const refused = await api.call('create-secret', { organizationId, body: {} });
    expect(refused).toEqual({
      status: 400,
      headers: {
        'content-type': 'application/problem+json',
        'cache-control': 'no-store',
        'x-request-id': 'request-1',
      },
      body: {
        type: 'urn:embed-secrets:error:invalid_request',
        title: 'The request is not valid',
        status: 400,
        detail: 'name is required.',
        code: 'invalid_request',
        requestId: 'request-1',
        errors: [{ field: 'name', code: 'required', message: 'is required' }],
      },
    });
  });

  it.each([
    [{}, 'name', 'required', 'is required'],
    [undefined, 'name', 'required', 'is required'],
    [{ name: 'x'.repeat(101) }, 'name', 'out_of_range', 'must have at most 100 characters'],
    [{ name: ' \t ' }, 'name', 'out_of_range', 'must not be blank'],
    [{ name: 7 }, 'name', 'wrong_type', 'must be a string, not a number'],
    [{ name: null }, 'name', 'wrong_type', 'must be a string, not null'],
    [{ name: ['x'] }, 'name', 'wrong_type', 'must be a string, not an array'],
    [{ name: {} }, 'name', 'wrong_type', 'must be a string, not an object'],
    [{ name: true }, 'name', 'wrong_type', 'must be a string, not a boolean'],
    [{ name: 'a\u0007b' }, 'name', 'invalid_value', 'must have no control characters'],
    [{ name: 'x', key: 'esk_mine' }, 'key', 'unknown_field', 'is not a member of this body'],
    ['{"name":', 'body', 'invalid_value', 'must be JSON in UTF-8'],
    ['"name"', 'body', 'wrong_type', 'must be a JSON object, not a string'],
    ['[]', 'body', 'wrong_type', 'must be a JSON object, not an array'],
    ['null', 'body', 'wrong_type', 'must be a JSON object, not null'],
  ])('names the field, the rule and its code: %j', async (body, field, code, message) => {
    const { organizationId, api } = await adminOf(database);
    const refused = await api.call('create-secret', { organizationId, body });
    expect(refused).toMatchObject({ status: 400, body: { code: 'invalid_request' } });
    expect(refused.body.errors).toEqual([{ field, code, message }]);
    expect((await readOrganization(database.sdk, organizationId))?.secrets).toEqual({});
  });

  it('says that a key can’t be changed', async () => {
    const { organizationId, api, create } = await adminOf(database);
    const { id, secretKey } = await create();
    const body = { name: 'Production', secretKey: 'esk_mine' };
    const refused = await api.call('rename-secret', { organizationId, secretId: id, body });
    expect(refused).toMatchObject({
      status: 400,
      body: { errors: [{ field: 'secretKey', code: 'not_allowed' }] },
    });
    expect(refused.body.detail).toContain('create a new secret');
    expect(refused.body.detail).not.toContain('esk_mine');
    expect((await readOrganization(database.sdk, organizationId))?.keys).toEqual({ [id]: secretKey });
  });

  it('accepts any 100 characters', async () => {
    const { organizationId, api } = await adminOf(database);
    const name = '🦊'.repeat(100);
    expect(await api.call('create-secret', { organizationId, body: { name } })).toMatchObject({
      status: 201,
      body: { name },
    });
  });
});

describe('an invalid request', () => {
  it('names every wrong field in one response: body, query string and header', async () => {
    const { organizationId, api } = await adminOf(database);
    const refused = await api.call('create-secret', {
      organizationId,
      body: '{"name":7,"limits":{"paths":[]},"quota":1e999}',
      query: { dryRun: 'true', verbose: '' },
      idempotencyKey: 'two words',
    });
    expect(refused.status).toBe(400);
    expect(
      refused.body.errors.map(({ field, code }: { field: string; code: string }) => [field, code]),
    ).toEqual([
      ['quota', 'invalid_value'],
      ['name', 'wrong_type'],
      ['limits.paths', 'out_of_range'],
      ['dryRun', 'unknown_field'],
      ['verbose', 'unknown_field'],
      ['Idempotency-Key', 'invalid_value'],
    ]);
    expect(refused.body.detail).toContain('dryRun is not a query parameter of this operation');
  });

  it('carries the request ID as a header, whatever the response', async () => {
    const { organizationId, api } = await adminOf(database);
    const id = { 'x-request-id': 'request-1' };
    expect(await api.call('list-secrets', { organizationId })).toMatchObject({ status: 200, headers: id });
    expect(await api.call('end-all-sessions', { organizationId })).toMatchObject({
      status: 204,
      headers: id,
    });
    expect(await api.call('list-secrets', { organizationId: 'A' })).toMatchObject({
      status: 404,
      headers: id,
    });
  });

  it('is checked in one order: Embed, size, media type, body, id', async () => {
    const off = await adminOf(database, { embedEnabled: false });
    const tooLarge = { body: { name: 'x'.repeat(20_000) }, contentType: 'text/plain' };
    const wrongType = { body: '{', contentType: 'text/plain' };
    const wrongBody = { body: '{' };
    const unknown = { secretId: 'not-an-id', body: { name: 'x' } };
    const { organizationId, api } = await adminOf(database);
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

  it('is 404 for an unknown organization', async () => {
    const { api } = await adminOf(database);
    const organizationId = uniqueOrganizationId();
    expect(await api.call('list-secrets', { organizationId })).toMatchObject({ status: 404 });
    expect(await api.call('create-secret', { organizationId, body: {} })).toMatchObject({ status: 400 });
    expect(await api.call('create-secret', { organizationId, body: { name: 'x' } })).toMatchObject({
      status: 404,
    });
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
    'is 404 for a malformed id: %s %s %s',
    async (operation, organizationId, secretId) => {
      const { api } = await adminOf(database);
      const body = operation === 'put-organization' ? { embedEnabled: true } : undefined;
      const call = { organizationId, body, ...(secretId === undefined ? {} : { secretId }) };
      expect(await api.call(operation, call)).toMatchObject({ status: 404, body: { code: 'not_found' } });
    },
  );

  it('returns 404 for another spelling of the path, whatever the parameters are', async () => {
    const { organizationId, api } = await adminOf(database);
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

  // API Gateway sends path and parameters decoded. `sent` is what the caller wrote.
  it.each([
    ['/organizations/%s/embed/secrets/..%2f..%2fglobex', 'secretId', '../../globex'],
    ['/organizations/%s%2f..%2fglobex/embed/secrets/x', 'organizationId', '%s/../globex'],
    ['/organizations/%2561cme/embed/secrets/x', 'organizationId', '%61cme'],
    ['/organizations/%s/embed/secrets/%00', 'secretId', '\u0000'],
  ])('is 404 for an id that is more than one segment once decoded: %s', async (_, name, decoded) => {
    const { organizationId, api } = await adminOf(database);
    const call = { organizationId, secretId: 'x', [name]: decoded.replace('%s', organizationId) };
    expect(await api.call('delete-secret', call)).toMatchObject({ status: 404, body: { code: 'not_found' } });
  });
});
