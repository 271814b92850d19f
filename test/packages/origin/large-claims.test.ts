import { createHash } from 'node:crypto';
import { describe, expect, it, vi } from 'vitest';
import { largeClaims } from '../../../packages/origin/src/large-claims.ts';

const claims = { contentPath: '/', externalId: 'user-1', name: 'Ada', groups: ['a', 'b'] };
// As the API returns it: the hash is over these bytes, not over those that JSON.stringify would make.
const json = '{"contentPath": "/", "externalId": "user-1", "name": "Ada", "groups": ["a","b"]}';
const sha256 = createHash('sha256').update(json).digest('hex');
const sessionId = `s.${'a'.repeat(32)}`;
const url = `https://api.example.com/organizations/acme/embed/sessions/${sessionId}/claims`;

const respond = (text: string, status = 200) =>
  vi.fn(async (_: string, __: object) => new Response(text, { status }));
const verified = (reference: unknown = { sha256 }, session = sessionId) => ({
  organizationId: 'acme',
  sessionId: session,
  payload: { claims_ref: reference },
});
const options = (fetch = respond(`{"claims":${json}}`)) => ({ apiUrl: 'https://api.example.com', fetch });

describe('claims that the identity refers to', () => {
  it('are fetched once per session', async () => {
    const { fetch, apiUrl } = options();
    const claimsOf = largeClaims({ apiUrl, fetch });
    const found = await Promise.all([claimsOf(verified()), claimsOf(verified())]);
    expect([...found, await claimsOf(verified())]).toEqual([claims, claims, claims]);
    expect(fetch).toHaveBeenCalledExactlyOnceWith(url, { signal: expect.any(AbortSignal) });
  });

  it('are overridden by what the redeem URL set', async () => {
    const overrides = { prefersDark: 'true', theme: 'dawn' };
    expect(await largeClaims(options())(verified({ sha256, overrides }))).toEqual({
      ...claims,
      ...overrides,
    });
  });

  it('are refused if their hash is another', async () => {
    const other = json.replace('"b"', '"admins"');
    const claimsOf = largeClaims(options(respond(`{"claims":${other}}`)));
    await expect(claimsOf(verified())).rejects.toMatchObject({ code: 'invalid_identity' });
  });

  it.each([
    ['malformed', json],
    ['followed by more', `{"claims":${json},"more":1}`],
    ['too large', `{"claims":${' '.repeat(66_000)}${json}}`],
  ])('are refused if the response is %s', async (_, text) => {
    const claimsOf = largeClaims(options(respond(text)));
    await expect(claimsOf(verified())).rejects.toMatchObject({ code: 'invalid_identity' });
  });

  it('are refused once the session ended', async () => {
    await expect(largeClaims(options(respond('{}', 404)))(verified())).rejects.toMatchObject({
      code: 'invalid_identity',
    });
  });

  it.each([403, 500, 503])('are unavailable if the API returns %i, and fetched again', async (status) => {
    const fetch = respond(`{"claims":${json}}`).mockResolvedValueOnce(new Response('{}', { status }));
    const claimsOf = largeClaims(options(fetch));
    await expect(claimsOf(verified())).rejects.toMatchObject({ code: 'unavailable', status: 503 });
    expect(await claimsOf(verified())).toEqual(claims);
  });

  it('are unavailable without a way to fetch them, or if it fails', async () => {
    await expect(largeClaims(undefined)(verified())).rejects.toMatchObject({ code: 'unavailable' });
    const failing = vi.fn().mockRejectedValue(new TypeError('fetch failed'));
    await expect(largeClaims(options(failing))(verified())).rejects.toMatchObject({ code: 'unavailable' });
  });

  it.each([{}, { sha256: 'short' }, { sha256, overrides: 'dark' }, 'x', null])(
    'are refused if the reference is malformed: %o',
    async (reference) => {
      await expect(largeClaims(options())(verified(reference))).rejects.toMatchObject({
        code: 'invalid_identity',
      });
    },
  );

  it('are kept for the most recently used sessions', async () => {
    const fetch = respond(`{"claims":${json}}`);
    fetch.mockImplementation(async () => new Response(`{"claims":${json}}`));
    const claimsOf = largeClaims({ ...options(fetch), maxSessions: 2 });
    const use = (session: string) => claimsOf(verified({ sha256 }, session));
    await use('one');
    await use('two');
    await use('one');
    await use('three');
    await use('one');
    expect(fetch).toHaveBeenCalledTimes(3);
    await use('two');
    expect(fetch).toHaveBeenCalledTimes(4);
  });
});
