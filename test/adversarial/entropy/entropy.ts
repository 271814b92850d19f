import type { DynamoDb } from '../../../shared/dynamodb.ts';
import { signLoginUrl } from '../../../shared/embed-url/sign-login-url.ts';
import { signRedeemUrl } from '../../../shared/embed-url/sign-redeem-url.ts';
import { generateEnvironmentKey } from '../../../shared/environment/environment-keys.ts';
import { generateSecretKey } from '../../../shared/secrets/secret-key.ts';
import { createSession } from '../../../shared/sessions/create-session.ts';
import type { Report } from '../harness/report.ts';

export type Source = () => string | Promise<string>;

const signer = { secretKey: 'a key', host: 'acme.embed.example.com' };
const viewer = { contentPath: '/', externalId: 'user-1', name: 'Ada' };

/** Values that an attacker must not be able to guess. */
export const sources: Readonly<Record<string, Source>> = {
  'the key of a secret': () => generateSecretKey().slice(4, 26),
  'the ID of environment keys': () => generateEnvironmentKey(true, 0).keyId,
  'the key of cookies': () => generateEnvironmentKey(true, 0).item.cookieKey,
  'the nonce of a login URL': nonceOfLogin,
  'the nonce of a redeem URL': () =>
    new URLSearchParams(signRedeemUrl({ ...signer, sessionId: `s.${'a'.repeat(32)}` })).get('nonce') ?? '',
  'the ID of a pending session': async () => {
    const options = { claims: viewer, sessionsValidFrom: '2025-12-31T00:00:00.000Z', now: 0 };
    return (await createSession(acceptsWrites, 'acme', options)).sessionId.slice(2);
  },
};

/** The payload isn't compressed: the test replaces `deflateRawSync`. */
function nonceOfLogin(): string {
  const payload = new URL(signLoginUrl({ ...signer, claims: viewer, now: 0 })).searchParams.get('payload');
  return JSON.parse(Buffer.from(payload ?? '', 'base64url').toString()).nonce;
}

const acceptsWrites: DynamoDb = async (request) => ({
  Attributes: {
    attemptId:
      (request.operation === 'UpdateItem' && request.input.ExpressionAttributeValues?.[':attemptId']) || '',
  },
});

/** 250,000 draws from 2^32 values repeat one in all but one of 1,400 runs; from 2^64 values, in one of 600 million. */
const draws = 250_000;
const sampleSize = 20_000;

/** Draws often enough to detect a source that can be guessed in 2^32 attempts. */
export async function checkEntropy(report: Report, name: string, source: Source): Promise<void> {
  const drawn: string[] = [];
  for (let count = 0; count < draws; count++) drawn.push(await source());
  report.tried('draws', draws);
  if (new Set(drawn).size < draws) report.found(`${name} repeats a value`);

  const sample = drawn.slice(0, sampleSize);
  for (let position = 0; position < (sample[0] ?? '').length; position++) {
    const counts = new Map<string, number>();
    for (const text of sample)
      counts.set(text.charAt(position), (counts.get(text.charAt(position)) ?? 0) + 1);
    // At least hexadecimal digits; the last character of base64url has four bits.
    if (counts.size < 16) report.found(`${name} uses few characters at a position`);
    const even = sampleSize / counts.size;
    const chiSquare = [...counts.values()].reduce((sum, count) => sum + (count - even) ** 2 / even, 0);
    // Exceeded by an even distribution in less than one of 10^9 runs.
    if (chiSquare > (counts.size <= 16 ? 80 : 155)) report.found(`${name} prefers a character at a position`);
  }
}
