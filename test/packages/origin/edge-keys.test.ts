import { describe, expect, it, vi } from 'vitest';
import { edgeKey, identityMembers, signIdentity } from './signed-identity.ts';
import { now, useEmbedIdentity } from './use-embed-identity.ts';

const { edge, embed, signed, refusalOf } = useEmbedIdentity();

describe("the edge's keys", () => {
  it('are fetched once for many requests', async () => {
    const { verify } = embed();
    for (let request = 0; request < 5; request++) await verify(await signed());
    expect(edge.published.state.fetched).toBe(1);
  });

  it('are fetched again when an identity names a new one', async () => {
    const { verify } = embed();
    await verify(await signed());
    const next = await edgeKey('key-2');
    edge.published.state.keys = [next, edge.key];
    vi.setSystemTime((now + 31) * 1000);
    expect(await verify(await signIdentity(next, identityMembers(now)))).toMatchObject({ sub: 'user-1' });
  });

  it('are forgotten five minutes after they were withdrawn', async () => {
    const { verify } = embed();
    await verify(await signed());
    edge.published.state.keys = [await edgeKey('key-2')];
    vi.setSystemTime((now + 301) * 1000);
    await expect(verify(await signed({ exp: now + 360 }))).rejects.toMatchObject({
      code: 'invalid_identity',
    });
  });

  it.each([500, 404])('are unavailable if the edge responds with %i: 503, never a pass', async (status) => {
    edge.published.state.status = status;
    expect(await refusalOf(await signed())).toBe('503 unavailable');
  });

  it('are unavailable if nothing listens', async () => {
    edge.published.close();
    expect(await refusalOf(await signed())).toBe('503 unavailable');
  });
});
