import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { apiOperations } from '../../../lambdas/api/api-operations.ts';
import { lambdaHandler } from '../../../lambdas/api/lambda.ts';
import { contracts } from '../../../shared/contract/contracts.ts';
import { type Operation, type OperationId, operations } from '../../../shared/contract/operations.ts';
import { functionVariables } from '../../../shared/function-variables.ts';
import { readOrganizationWithoutKeys } from '../../../shared/organizations/read-organization-without-keys.ts';
import { tablesOf } from '../../../shared/table-access.ts';
import { tableNameVariables } from '../../../shared/table-names.ts';
import { type ApiCall, apiClient } from '../../support/api.ts';
import { uniqueOrganizationId } from '../../support/dynamodb.ts';
import { useDatabase } from '../../support/use-database.ts';

const takesClaims = (id: OperationId) => id === 'create-session' || id === 'generate-url';
const ids: readonly OperationId[] = operations.map(({ id }) => id);
const all: readonly Operation[] = operations;

const database = useDatabase();

describe.each(ids)('%s', (id) => {
  it('rejects an unknown query parameter by its name, and changes nothing', async () => {
    const organizationId = uniqueOrganizationId();
    const api = apiClient(database.sdk);
    if (id !== 'put-organization') {
      await api.call('put-organization', { organizationId, body: { embedEnabled: true } });
    }
    const before = await readOrganizationWithoutKeys(database.sdk, organizationId);
    expect(await api.call(id, { ...validCall(organizationId, id), query: { dryRun: 'true' } })).toMatchObject(
      {
        status: 400,
        body: {
          code: 'invalid_request',
          errors: [{ field: 'dryRun', message: 'is not a query parameter of this operation' }],
        },
      },
    );
    expect(await readOrganizationWithoutKeys(database.sdk, organizationId)).toEqual(before);
  });

  it.skipIf(takesClaims(id))('names every unknown member of the body', async () => {
    const organizationId = uniqueOrganizationId();
    const api = apiClient(database.sdk);
    await api.call('put-organization', { organizationId, body: { embedEnabled: true } });
    const { body = {} } = validCall(organizationId, id);
    const call = { ...validCall(organizationId, id), body: { ...body, first: 1, constructor: 2 } };
    const { status, body: problem } = await api.call(id, call);
    expect(status).toBe(400);
    expect(problem.errors).toEqual(
      ['first', 'constructor'].map((field) => ({
        field,
        code: 'unknown_field',
        message: 'is not a member of this body',
      })),
    );
  });

  it('returns 404 for a malformed id in its path', async () => {
    const organizationId = uniqueOrganizationId();
    const api = apiClient(database.sdk);
    await api.call('put-organization', { organizationId, body: { embedEnabled: true } });
    for (const name of Object.keys(contracts[id].parameters.entries)) {
      const call = { ...validCall(organizationId, id), [name]: 'Not_An-Id' };
      expect(await api.call(id, call)).toMatchObject({
        status: 404,
        body: { code: 'not_found', detail: expect.stringMatching(/^(Malformed|This organization)/) },
      });
    }
  });

  it('has a schema for each parameter of its path', () => {
    const { path } = apiOperations[id].operation;
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
    expect(Object.keys(contracts[id].parameters.entries).sort()).toEqual(names.sort());
  });

  it('is defined under its own id', () => {
    expect(apiOperations[id].operation.id).toBe(id);
  });
});

/** A call that would succeed, or be a 404 for a secret or session that doesn't exist. */
const validCall = (organizationId: string, id: OperationId): ApiCall & { body?: object } => {
  const viewer = { contentPath: '/', externalId: 'ada', name: 'Ada' };
  const bodies: Partial<Record<OperationId, object>> = {
    'create-secret': { name: 'Production' },
    'rename-secret': { name: 'Production' },
    'schedule-retirement': { retiresAt: '2100-01-01T00:00:00.000Z' },
    'create-session': viewer,
    'erase-viewer': { externalId: 'ada' },
    'generate-url': viewer,
    'inspect-url': { url: 'https://acme.embed.example.com/' },
    'put-organization': { embedEnabled: true },
    'put-host': { organizationId },
  };
  return {
    organizationId,
    secretId: '01ARZ3NDEKTSV4RRFFQ69G5FAV',
    sessionId: `n.${'a'.repeat(32)}`,
    host: 'analytics.acme.com',
    ...(bodies[id] === undefined ? {} : { body: bodies[id] }),
  };
};

describe('an environment variable', () => {
  const values = {
    EMBED_DOMAIN: 'embed.example.com',
    EMBED_HOST_PROOF: 'required',
    EMBED_SESSION_LENGTH_HOURS: '24',
  };
  const dependencies = {
    dynamodb: () => Promise.resolve({}),
    txtRecords: async () => [],
    emailOf: async () => undefined,
    clock: Date.now,
    log: () => undefined,
  };

  it.each(all.flatMap(({ id, environment = [] }) => environment.map((name) => ({ id, name }))))(
    '$name must be set before $id starts',
    ({ id, name }) => {
      for (const value of [undefined, '']) {
        const environment = { ...values, [name]: value };
        expect(() => apiOperations[id].createHandler({ ...dependencies, environment })).toThrow(
          new TypeError(`${id} needs the environment variable ${name}, which is not set`),
        );
      }
    },
  );

  it.each(all)('with the name of each of its tables must be set before $id starts', (operation) => {
    const { id } = operation;
    const variables = functionVariables(operation, values, (table) => table);
    expect(() => lambdaHandler(apiOperations[id], tablesOf(id), variables)).not.toThrow();
    for (const table of tablesOf(id)) {
      const name = tableNameVariables[table];
      expect(() => lambdaHandler(apiOperations[id], tablesOf(id), { ...variables, [name]: '' })).toThrow(
        new TypeError(`${id} needs the environment variable ${name}, which is not set`),
      );
    }
  });

  it('that no operation lists is not needed', () => {
    for (const { id } of all.filter(({ environment }) => environment === undefined)) {
      expect(() => apiOperations[id].createHandler({ ...dependencies, environment: {} })).not.toThrow();
    }
  });
});

describe('the id of a path', () => {
  it.each(['organizationId', 'secretId', 'sessionId', 'host'] as const)('%s has a schema', (name) => {
    const [contract] = Object.values(contracts).filter(({ parameters }) => name in parameters.entries);
    expect(contract && v.safeParse(contract.parameters, { [name]: '../' }).success).toBe(false);
  });
});
