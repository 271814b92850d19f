import type { Keywords } from './add-keywords.ts';

/** On every response of the API. API Gateway's own responses have `apigw-requestid`. */
export const requestIdHeader: Keywords = {
  'X-Request-Id': { description: 'The ID of the request. Quote it to support.', schema: { type: 'string' } },
};

export const idempotencyKeyHeader: Keywords = {
  name: 'Idempotency-Key',
  in: 'header',
  description:
    'Repeated with the same key and body within 24 hours, the request returns what the first one created.',
  required: false,
  schema: { type: 'string', pattern: '^[\\x21-\\x7e]{1,255}$' },
  example: '0b8f7d2c-4f6e-4d0a-9c1b-1f7f0f3a2b6d',
};
