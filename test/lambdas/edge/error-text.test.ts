import { expect, it } from 'vitest';
import { ConditionFailedError } from '../../../shared/dynamodb.ts';
import { signLoginUrl } from '../../../shared/embed-url/sign-login-url.ts';
import { edgeClient } from '../../support/edge.ts';

const now = Date.parse('2026-01-01T00:00:00.000Z');
const leaked = 'esk_0000000000000000000000';

class LeakingError extends Error {
  override name = 'LeakingError';
  readonly detail = leaked;
}

it.each([
  ['an error', new LeakingError(leaked), 'LeakingError'],
  ['an error with a cause', new LeakingError(leaked, { cause: new Error(leaked) }), 'LeakingError'],
  ['an error of the table', new ConditionFailedError(leaked), 'ConditionFailedError'],
  ['a syntax error that quotes its text', syntaxError(`{"secretKey":"${leaked}"`), 'SyntaxError'],
  ['a text', leaked, 'string'],
  ['an object', { message: leaked, name: leaked }, 'object'],
  ['nothing', undefined, 'undefined'],
])('logs the name of %s, and none of its text', async (_, thrown, name) => {
  const edge = edgeClient(() => () => Promise.reject(thrown), now);
  const host = 'acme.embed.example.com';
  const claims = { contentPath: '/d/1', externalId: 'user-1', name: 'Ada' };
  const { pathname, search } = new URL(signLoginUrl({ secretKey: leaked, host, claims, now }));
  const response = await edge.view({ host, target: pathname + search });
  expect(response.status).toBe(503);
  expect(JSON.stringify([edge.log, response])).not.toContain(leaked);
  expect(edge.log.at(-1)).toMatchObject({ event: 'viewer_denied', error: expect.any(String) });
  if (name !== 'ConditionFailedError') expect(edge.log.at(-1)).toMatchObject({ error: name });
});

function syntaxError(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch (error) {
    return error;
  }
}
