import { BatchGetCommand, DynamoDBDocumentClient, GetCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { sdkDynamoDb } from '../../../lambdas/api/dynamodb.ts';
import { ConditionFailedError, TableUnavailableError } from '../../../shared/dynamodb.ts';
import { readOrganization } from '../../../shared/organizations/read-organization.ts';
import { createSecret } from '../../../shared/secrets/create-secret.ts';
import { readOrganizationAndSession } from '../../../shared/sessions/read-organization-and-session.ts';
import { readV0Logins } from '../../../shared/v0-logins/read-v0-logins.ts';
import { apiClient } from '../../support/api.ts';

const now = Date.parse('2026-01-01T00:00:00.000Z');
const key = { partitionKey: 'ORG#acme', sortKey: 'ORG' };
const acme = { ...key, embedEnabled: true, sessionsValidFrom: '2025-01-01T00:00:00.000Z' };

const sdk = mockClient(DynamoDBDocumentClient);
const dynamodb = sdkDynamoDb({ region: 'us-east-1' });
beforeEach(() => {
  sdk.reset();
});
afterAll(() => {
  sdk.restore();
});

/** An error as the SDK throws it once its own attempts are used up. */
const sdkError = (name: string): Error => Object.assign(new Error('says the SDK'), { name });

describe('DynamoDB that throttles or times out', () => {
  it.each([
    'ProvisionedThroughputExceededException',
    'ThrottlingException',
    'RequestLimitExceeded',
    'InternalServerError',
    'TimeoutError',
    'AbortError',
  ])('is unavailable: %s', async (name) => {
    sdk.rejects(sdkError(name));
    const failure = new TableUnavailableError(name);
    await expect(readOrganization(dynamodb, 'acme')).rejects.toThrow(failure);
    await expect(createSecret(dynamodb, 'acme', { name: 'x', actor: 'ada', now })).rejects.toThrow(failure);
  });

  it('is a 503 with Retry-After that does not call repeating a create safe', async () => {
    sdk.on(GetCommand).resolves({ Item: acme });
    sdk.on(UpdateCommand).rejects(sdkError('ThrottlingException'));
    const api = apiClient(dynamodb);
    const created = await api.call('create-secret', { organizationId: 'acme', body: { name: 'Production' } });
    expect(created).toMatchObject({
      status: 503,
      headers: { 'retry-after': '1' },
      body: { code: 'unavailable', detail: expect.stringContaining('The change may have been made') },
    });
    expect(created.body.detail).not.toContain('safe');
    expect(api.log).toMatchObject([{ status: 503, error: 'ThrottlingException' }]);
  });
});

describe('a request that DynamoDB rejects', () => {
  it.each(['ValidationException', 'AccessDeniedException', 'ResourceNotFoundException'])(
    'is not called unavailable: %s',
    async (name) => {
      sdk.rejects(sdkError(name));
      await expect(readOrganization(dynamodb, 'acme')).rejects.toThrow(sdkError(name));
      await expect(readOrganization(dynamodb, 'acme')).rejects.not.toThrow(TableUnavailableError);
    },
  );

  it('is a failed condition if its condition does not hold', async () => {
    sdk.on(UpdateCommand).rejects(sdkError('ConditionalCheckFailedException'));
    const update = dynamodb({
      operation: 'UpdateItem',
      input: { TableName: 'EmbedSecrets', Key: key, UpdateExpression: 'SET a = b', ReturnValues: 'NONE' },
    });
    await expect(update).rejects.toThrow(ConditionFailedError);
  });
});

describe('a write whose response was lost', () => {
  it('has created the secret if the repeated attempt finds it', async () => {
    let secrets = {};
    let keys = {};
    sdk
      .on(UpdateCommand)
      .callsFake(({ ExpressionAttributeNames: names, ExpressionAttributeValues: values }) => {
        secrets = { [names['#id']]: values[':secret'] };
        keys = { [names['#id']]: values[':secretKey'] };
        throw sdkError('ConditionalCheckFailedException');
      });
    sdk.on(GetCommand).callsFake(() => ({ Item: { ...acme, secrets, keys } }));
    const created = await createSecret(dynamodb, 'acme', { name: 'Production', actor: 'ada', now });
    const [[id, secretKey] = []] = Object.entries(keys);
    expect(created).toMatchObject({ ok: true, secretKey, secret: { id, name: 'Production' } });
  });

  it('has not created the secret if the organization does not have it', async () => {
    sdk.on(UpdateCommand).rejects(sdkError('ConditionalCheckFailedException'));
    sdk.on(GetCommand).resolves({ Item: { ...acme, secrets: {} } });
    const created = createSecret(dynamodb, 'acme', { name: 'Production', actor: 'ada', now });
    await expect(created).rejects.toThrow(TableUnavailableError);
  });
});

describe('a batch with unprocessed keys', () => {
  it('is unavailable, never half of a result', async () => {
    sdk.on(BatchGetCommand).resolves({
      Responses: { EmbedSecrets: [acme] },
      UnprocessedKeys: { EmbedSessions: { Keys: [{ partitionKey: 'SESSION#acme#n.1' }] } },
    });
    await expect(readOrganizationAndSession(dynamodb, 'acme', 'n.1')).rejects.toThrow(TableUnavailableError);
    await expect(readV0Logins(dynamodb, 'acme', now)).rejects.toThrow(TableUnavailableError);
  });

  it('is complete if there are none', async () => {
    sdk.on(BatchGetCommand).resolves({ Responses: { EmbedSecrets: [acme] }, UnprocessedKeys: {} });
    expect(await readOrganizationAndSession(dynamodb, 'acme', 'n.1')).toMatchObject({
      organization: { embedEnabled: true },
      session: undefined,
    });
  });
});
