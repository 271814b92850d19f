import { createHmac } from 'node:crypto';
import { inflateRawSync } from 'node:zlib';
import { createSigner, createVerifier } from 'fast-jwt';
import { signLoginUrl } from '../../shared/embed-url/sign-login-url.ts';
import { parseLoginQuery, verifyLoginUrl } from '../../shared/embed-url/verify-login-url.ts';
import { type Contender, compare } from '../compare.ts';
import type { Row } from '../row.ts';

const secretKey = 'esk_00000000000000000000001dDv64';
const host = 'acme.embed.example.com';
const loginUrl = `https://${host}/embed/login`;
const claims = {
  contentPath: '/dashboards/da24491e',
  externalId: 'user-1',
  name: 'Ada Lovelace',
  userAttributes: { region: ['EMEA', 'APAC'], quota: 7 },
  groups: ['sales', 'marketing'],
};
const now = Math.floor(Date.now() / 1000);
const query = new URL(signLoginUrl({ secretKey, host, claims })).search.slice(1);
const payload = new URLSearchParams(query).get('payload') ?? '';

const repeat =
  (call: () => unknown): Contender =>
  (calls) => {
    for (let made = 0; made < calls; made++) call();
  };

const verifyWith = (keys: Readonly<Record<string, string>>) =>
  repeat(() => {
    const parsed = parseLoginQuery(query);
    if (!parsed.ok || !verifyLoginUrl(parsed.parameters, { loginUrl, keys, now }).ok)
      throw new Error('refused');
  });

const hmac = () => createHmac('sha256', secretKey).update(payload).digest('base64url');

const bare = repeat(() => {
  hmac();
  JSON.parse(inflateRawSync(Buffer.from(payload, 'base64url')).toString());
});

const jwt = createSigner({ key: secretKey, algorithm: 'HS256', aud: loginUrl, expiresIn: 3_600_000 })(claims);
const verifyJwt = createVerifier({
  key: secretKey,
  algorithms: ['HS256'],
  allowedAud: loginUrl,
  cache: false,
});

const otherSecrets = Object.fromEntries(
  Array.from({ length: 49 }, (_, index) => [`o${index}`, `esk_${String(index).padStart(28, '0')}`]),
);
const options = { callsPerRound: 500 };

export const verifyLoginUrlRows: readonly Row[] = [
  {
    what: 'Verify a v1 URL, one secret, all checks',
    reference: 'HMAC, inflate and `JSON.parse` of the same bytes',
    bound: 1.6,
    measure: () => compare(verifyWith({ s1: secretKey }), bare, options),
  },
  {
    what: 'Verify a v1 URL, one secret, all checks',
    reference:
      '`fast-jwt`, uncached, on the same claims as an HS256 JWT. It inflates nothing and checks `exp` and `aud`',
    bound: 2,
    measure: () =>
      compare(
        verifyWith({ s1: secretKey }),
        repeat(() => verifyJwt(jwt)),
        options,
      ),
  },
  {
    what: 'Verify a v1 URL, 50 secrets, the last one matches',
    reference: 'the same with one secret and 49 HMACs',
    bound: 1.1,
    measure: () => {
      const one = verifyWith({ s1: secretKey });
      return compare(
        verifyWith({ ...otherSecrets, s1: secretKey }),
        (calls) => {
          one(calls);
          repeat(hmac)(calls * 49);
        },
        { callsPerRound: 50 },
      );
    },
  },
];
