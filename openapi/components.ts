import type * as v from 'valibot';
import { contracts } from '../shared/contract/contracts.ts';
import { errorCodes, fieldErrorCodes } from '../shared/contract/errors.ts';
import { host, organizationId, secretId, sessionId } from '../shared/contract/parameters.ts';
import { secretLimitsSchema } from '../shared/contract/secret-limits.ts';
import { secretNameSchema } from '../shared/contract/secret-name.ts';
import type { Keywords } from './add-keywords.ts';

/** The schemas of the contract that have a name in the document, so that they are in it once. */
export const namedSchemas: Readonly<Record<string, v.GenericSchema>> = {
  OrganizationId: organizationId,
  SecretId: secretId,
  SessionId: sessionId,
  Host: host,
  SecretName: secretNameSchema,
  SecretLimits: secretLimitsSchema,
  Secret: contracts['rename-secret'].response.body,
  CreatedSecret: contracts['create-secret'].response.body,
  SecretDetails: contracts['get-secret'].response.body,
  ListedSecret: contracts['list-secrets'].response.body.entries.records.item,
  Session: contracts['list-sessions'].response.body.entries.records.item,
  SessionDetails: contracts['get-session'].response.body,
  Organization: contracts['get-organization'].response.body,
  AssignedHost: contracts['put-host'].response.body,
  Event: contracts['list-events'].response.body.entries.records.item,
  Settings: contracts['get-settings'].response.body,
};

/** The body of an error response of the API: RFC 9457. */
export const problem: Keywords = {
  type: 'object',
  properties: {
    type: { type: 'string', description: '`urn:embed-secrets:error:` and the code.' },
    title: { type: 'string' },
    status: { type: 'integer', description: 'The HTTP status.' },
    detail: { type: 'string' },
    code: { type: 'string', enum: Object.keys(errorCodes) },
    requestId: { type: 'string' },
    errors: {
      type: 'array',
      items: {
        type: 'object',
        properties: {
          field: { type: 'string' },
          code: { type: 'string', enum: fieldErrorCodes },
          message: { type: 'string' },
        },
        required: ['field', 'code', 'message'],
        additionalProperties: false,
      },
    },
  },
  required: ['type', 'title', 'status', 'detail', 'code', 'requestId'],
  additionalProperties: false,
};

/** The body of API Gateway's own error responses. */
export const gatewayError: Keywords = {
  type: 'object',
  properties: { message: { type: 'string' } },
  required: ['message'],
};
