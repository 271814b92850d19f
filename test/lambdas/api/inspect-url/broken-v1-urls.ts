import { deflateRawSync, deflateSync } from 'node:zlib';
import { type BrokenUrl, hmac, hour, loginUrl } from './acme.ts';

/** Replaces one character in the middle of a payload. */
const replaceCharacter = (url: string) => url.replace(/(payload=.{40})./, '$1_');

/** v1 URLs that are signed, claim or were used wrongly. */
export const brokenV1Urls: BrokenUrl[] = [
  [
    'signed with a secret that was deleted; the URL was used before',
    'deleted_secret',
    async ({ v1, open, pass, remove }) => {
      const url = v1();
      await open(url);
      pass(hour);
      await remove();
      return url;
    },
  ],
  [
    'signed with a secret that was deleted; the URL was never used',
    'signature_mismatch',
    async ({ v1, remove }) => {
      const url = v1();
      await remove();
      return url;
    },
  ],
  [
    'expired',
    'expired',
    async ({ v1, pass }) => {
      const url = v1();
      pass(4 * hour);
      return url;
    },
  ],
  ['`exp` in milliseconds', 'exp_in_milliseconds', async ({ v1, api }) => v1({ exp: api.now + hour })],
  [
    '`exp` eight days ahead',
    'expires_too_late',
    async ({ v1, api }) => v1({ exp: api.now / 1000 + 8 * 86_400 }),
  ],
  [
    'a claim changed after signing; the URL was used before',
    'changed_after_signing',
    async ({ v1, open }) => {
      const url = v1();
      await open(url);
      const changed = v1({ contentPath: '/d/2' });
      return changed.replace(/signature=.*/, url.slice(url.indexOf('signature=')));
    },
  ],
  [
    'one character of the payload changed after signing',
    'payload_changed',
    async ({ v1 }) => replaceCharacter(v1()),
  ],
  [
    'signed with another organization’s secret',
    'signature_mismatch',
    async ({ v1, create }) => v1({}, { key: (await create('globex')).secretKey }),
  ],
  [
    'already used',
    'already_used',
    async ({ v1, open, pass }) => {
      const url = v1();
      await open(url);
      pass(60_000);
      return url;
    },
  ],
  [
    'signed for `http`',
    'login_url_mismatch',
    async ({ v1 }) => v1({ loginUrl: loginUrl.replace('https', 'http') }),
  ],
  [
    'the JSON signed instead of the payload',
    'signed_json',
    async ({ v1, claimsOf, secret }) =>
      v1().replace(/signature=.*/, `signature=${hmac(secret.secretKey, JSON.stringify(claimsOf()))}`),
  ],
  [
    'signed with padding, sent without',
    'padding_changed',
    async ({ v1, secret }) => {
      const url = v1();
      const payload = /payload=([^&]*)/.exec(url)?.[1] ?? '';
      return url.replace(/signature=.*/, `signature=${hmac(secret.secretKey, `${payload}=`)}`);
    },
  ],
  ['compressed with a zlib header', 'wrong_compression', async ({ v1 }) => v1({}, { compress: deflateSync })],
  [
    'payload isn’t a JSON object',
    'malformed_claims',
    async ({ secret }) => {
      const payload = deflateRawSync('[]').toString('base64url');
      return `${loginUrl}?payload=${payload}&signature=${hmac(secret.secretKey, payload)}`;
    },
  ],
  ['more than 4,096 bytes of claims', 'claims_too_large', async ({ v1 }) => v1({ filler: 'x'.repeat(4096) })],
  ['a claim of the wrong type', 'invalid_claim', async ({ v1 }) => v1({ accessBoost: 'true' })],
  [
    'a misspelled claim, while strictClaims is set',
    'unknown_claim',
    async ({ v1, settings }) => {
      await settings({ strictClaims: true, customClaims: ['costCenter'] });
      return v1({ costCenter: 7, userAttribute: { region: 'FR' } });
    },
  ],
  ['a nonce of 31 characters', 'invalid_claim', async ({ v1 }) => v1({ nonce: 'a'.repeat(31) })],
  [
    'a number that can’t be represented exactly',
    'invalid_claim',
    async ({ v1, claimsOf }) =>
      v1(
        {},
        { json: JSON.stringify(claimsOf({ quota: { limit: 0 } })).replace(':0}', ':4503599627370497.3}') },
      ),
  ],
  [
    'an externalId of 200 control characters',
    'identity_too_large',
    async ({ v1 }) => v1({ externalId: '\u0001'.repeat(200) }),
  ],
  [
    'a content path that is too long once percent-encoded',
    'invalid_claim',
    async ({ v1 }) => v1({ contentPath: `/${'漢'.repeat(1000)}` }),
  ],
];
