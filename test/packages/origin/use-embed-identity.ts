import type { JWTPayload } from 'jose';
import { afterEach, beforeAll, beforeEach, vi } from 'vitest';
import { EmbedIdentityError, embedIdentity } from '../../../packages/origin/src/index.ts';
import {
  audience,
  type EdgeKey,
  edgeKey,
  identityMembers,
  issuer,
  publishKeys,
  signIdentity,
} from './signed-identity.ts';

export const now = 1_790_000_000;

/** An edge that publishes `key-1` and signs with it, and an origin that verifies, for the tests of a file. */
export function useEmbedIdentity() {
  const edge = {} as { key: EdgeKey; published: Awaited<ReturnType<typeof publishKeys>> };
  beforeAll(async () => {
    edge.key = await edgeKey('key-1');
  });
  beforeEach(async () => {
    vi.useFakeTimers({ now: now * 1000, toFake: ['Date'] });
    edge.published = await publishKeys(edge.key);
  });
  afterEach(() => {
    vi.useRealTimers();
    edge.published.close();
  });

  const embed = (options = {}) =>
    embedIdentity({ issuer, audience, jwksUrl: edge.published.jwksUrl, ...options });
  const signed = (changes: JWTPayload = {}, header = {}) =>
    signIdentity(edge.key, { ...identityMembers(now), ...changes }, header);
  /** The status and code of the error that a header is refused with. */
  const refusalOf = async (header: string | string[] | undefined, options = {}): Promise<string> => {
    const error: unknown = await embed(options)
      .verify(header)
      .catch((thrown) => thrown);
    if (!(error instanceof EmbedIdentityError)) throw new Error('was not refused');
    return `${error.status} ${error.code}`;
  };
  return { edge, embed, signed, refusalOf };
}
