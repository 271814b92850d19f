import { createSecretKey } from 'node:crypto';
import { jwtVerify, SignJWT } from 'jose';
import { signLoginUrl } from '../shared/embed-url/sign-login-url.ts';
import { parseLoginQuery, verifyLoginUrl } from '../shared/embed-url/verify-login-url.ts';

/**
 * What verifying a v1 URL costs, as a ratio to what jose takes to verify an HS256 JWT with the same claims. Runs
 * are interleaved and medians compared, so that the machine's noise affects both.
 */

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
const oneSecret = { s1: secretKey };
const fiftySecrets = {
  ...Object.fromEntries(Array.from({ length: 49 }, (_, index) => [`o${index}`, `another key ${index}`])),
  s1: secretKey,
};

const jwtKey = createSecretKey(Buffer.from(secretKey));
const jwt = await new SignJWT(claims)
  .setProtectedHeader({ alg: 'HS256' })
  .setAudience(loginUrl)
  .setExpirationTime('1h')
  .sign(jwtKey);

const verifyWith = (keys: Record<string, string>) => async () => {
  const parsed = parseLoginQuery(query);
  if (!parsed.ok || !verifyLoginUrl(parsed.parameters, { loginUrl, keys, now }).ok)
    throw new Error('refused');
};

const contenders: Record<string, () => Promise<unknown>> = {
  'jose, HS256 JWT': () => jwtVerify(jwt, jwtKey, { audience: loginUrl }),
  'v1 URL, 1 secret': verifyWith(oneSecret),
  'v1 URL, the last of 50 secrets': verifyWith(fiftySecrets),
};

const rounds = 60;
const callsPerRound = 200;
const times: Record<string, number[]> = {};
for (let round = 0; round < rounds; round++) {
  for (const [name, run] of Object.entries(contenders)) {
    const from = process.hrtime.bigint();
    for (let call = 0; call < callsPerRound; call++) await run();
    const microseconds = Number(process.hrtime.bigint() - from) / 1000 / callsPerRound;
    // The first rounds warm the code up.
    if (round >= 10) {
      times[name] ??= [];
      times[name].push(microseconds);
    }
  }
}

const median = (values: number[]): number =>
  values.sort((one, other) => one - other)[values.length >> 1] ?? 0;
const reference = median(times['jose, HS256 JWT'] ?? []);
for (const name of Object.keys(contenders)) {
  const micros = median(times[name] ?? []);
  process.stdout.write(
    `${name.padEnd(32)} ${micros.toFixed(1).padStart(7)} µs  ${(micros / reference).toFixed(2)} of jose's\n`,
  );
}
