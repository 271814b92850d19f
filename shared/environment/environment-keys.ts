import {
  createPrivateKey,
  generateKeyPairSync,
  type JsonWebKey,
  type KeyObject,
  randomBytes,
} from 'node:crypto';
import { isoTime } from '../clock.ts';
import type { Item, PrimaryKey } from '../dynamodb.ts';

/** One generation of the environment's keys, as stored. */
export type EnvironmentKeyItem = {
  createdAt: string;
  /** ISO time from which edges sign with it. */
  activeAt: string;
  /** ES256: a P-256 key, as a JWK with its private part. */
  signingKey: JsonWebKey;
  /** 32 random bytes, base64url: HMAC key of the cookies' environment MAC. */
  cookieKey: string;
};

/** How long an edge may remember the environment's keys. */
export const rememberedForMs = 5 * 60_000;
/** A new key verifies at once, but signs only when every edge has read it. */
const activationDelayMs = 2 * rememberedForMs;
/** A replaced key is kept while a session created under it can be active: 576 hours, and a day. */
const keptForMs = (576 + 24) * 3_600_000;

export const environmentPrimaryKey: PrimaryKey = { partitionKey: 'ENVIRONMENT', sortKey: 'ENVIRONMENT' };

/** The keys as an edge uses them. */
export type EnvironmentKeys = {
  /** Signs identities and new cookies. */
  signingKey: { keyId: string; privateKey: KeyObject };
  cookieKey: string;
  /** Accepted in cookies. */
  cookieKeys: readonly string[];
  /** RFC 7517: the public keys of every generation. */
  jwks: { keys: readonly JsonWebKey[] };
};

/**
 * Generates a new generation of keys.
 *
 * @param first whether the environment has none yet: then the key is active at once
 * @param now epoch milliseconds
 */
export function generateEnvironmentKey(
  first: boolean,
  now: number,
): { keyId: string; item: EnvironmentKeyItem } {
  const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  return {
    keyId: randomBytes(8).toString('hex'),
    item: {
      createdAt: isoTime(now),
      activeAt: isoTime(first ? now : now + activationDelayMs),
      signingKey: privateKey.export({ format: 'jwk' }),
      cookieKey: randomBytes(32).toString('base64url'),
    },
  };
}

/** The ids of the generations that no active session depends on: their successors have been active long enough. */
export function expiredKeyIds(keys: Readonly<Record<string, EnvironmentKeyItem>>, now: number): string[] {
  const newestFirst = byActivation(keys);
  return newestFirst
    .filter((_, index) => {
      const successor = newestFirst[index - 1];
      return successor !== undefined && Date.parse(successor[1].activeAt) + keptForMs < now;
    })
    .map(([keyId]) => keyId);
}

/**
 * The keys of the environment's item, as an edge uses them.
 *
 * @returns `undefined` if there are none
 */
export function toEnvironmentKeys(item: Item | undefined, now: number): EnvironmentKeys | undefined {
  const newestFirst = byActivation((item?.keys ?? {}) as Record<string, EnvironmentKeyItem>);
  const current = newestFirst.find(([, key]) => Date.parse(key.activeAt) <= now) ?? newestFirst.at(-1);
  if (current === undefined) return undefined;
  const [keyId, { signingKey, cookieKey }] = current;
  return {
    signingKey: { keyId, privateKey: createPrivateKey({ key: signingKey, format: 'jwk' }) },
    cookieKey,
    cookieKeys: newestFirst.map(([, key]) => key.cookieKey),
    jwks: { keys: newestFirst.map(([id, key]) => publicJwk(id, key.signingKey)) },
  };
}

function publicJwk(keyId: string, { kty, crv, x, y }: JsonWebKey): JsonWebKey {
  return { kty, crv, x, y, kid: keyId, alg: 'ES256', use: 'sig' } as JsonWebKey;
}

/** Newest first; the same order in every edge, even if two were generated at once. */
const byActivation = (keys: Readonly<Record<string, EnvironmentKeyItem>>): [string, EnvironmentKeyItem][] =>
  Object.entries(keys).sort(([oneId, one], [otherId, other]) =>
    `${one.activeAt} ${oneId}` < `${other.activeAt} ${otherId}` ? 1 : -1,
  );
