import { expect, test } from 'vitest';
import { TableUnavailableError } from '../../../shared/dynamodb.ts';
import { edgeClient } from '../../support/edge.ts';

const unavailable = () => async (): Promise<never> => {
  throw new TableUnavailableError('no table');
};

test.each([
  ['/embed/login?payload=a&signature=b', 'v1'],
  ['/embed/login?contentPath=%2F&signature=b', 'v0'],
  ['/embed/login', 'unknown'],
  ['/embed/sso/redeem-session?sessionId=s.1', 'redeem'],
  ['/.well-known/jwks.json', 'jwks'],
  ['/dashboards/sales', 'session'],
])(
  '%s is logged with the format %s and a reason: both are dimensions of the verdicts metric',
  async (target, format) => {
    const edge = edgeClient(unavailable, 0);
    await edge.view({ target });
    expect(edge.log.at(-1)).toMatchObject({
      event: 'viewer_denied',
      format,
      reason: expect.stringMatching(/^[a-z0-9_]+$/),
    });
  },
);
