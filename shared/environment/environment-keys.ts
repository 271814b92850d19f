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

/** Every generation, by its id. */
export type EnvironmentKeyItems = Readonly<Record<string, EnvironmentKeyItem>>;

type Generation = readonly [keyId: string, item: EnvironmentKeyItem];

/** How long an edge may remember the environment's keys. */
export const rememberedForMs = 5 * 60_000;
/** A new key verifies at once, but signs only when every edge has read it. */
const activationDelayMs = 2 * rememberedForMs;
/** A replaced generation is kept while a session created under it can be active: 576 hours, and a day. */
const keptForMs = (576 + 24) * 3_600_000;
/**
 * How long identities signed with a replaced key can be valid: an edge may remember the key, the identity is
 * valid for a minute, and an origin's clock may be a minute late.
 */
const verifiableForMs = rememberedForMs + 2 * 60_000;

export const environmentPrimaryKey: PrimaryKey = { partitionKey: 'ENVIRONMENT', sortKey: 'ENVIRONMENT' };

/** The keys as an edge uses them. */
export type EnvironmentKeys = {
  /** Signs identities and new cookies. */
  signingKey: { keyId: string; privateKey: KeyObject };
  cookieKey: string;
  /** Accepted in cookies. */
  cookieKeys: readonly string[];
  /** RFC 7517: the public keys that a valid identity can have been signed with, or soon will be. */
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
  return {
    keyId: generateKeyId(),
    item: {
      createdAt: isoTime(now),
      activeAt: isoTime(first ? now : now + activationDelayMs),
      signingKey: generateSigningKey(),
      cookieKey: randomBytes(32).toString('base64url'),
    },
  };
}

/**
 * The same generations with other signing keys: each keeps its cookie key, and since when it is active, so no
 * session notices.
 *
 * @param now epoch milliseconds
 * @returns the new generations by id, and the id of the one that signs
 */
export function withNewSigningKeys(
  keys: EnvironmentKeyItems,
  now: number,
): { keyId: string | undefined; items: EnvironmentKeyItems } {
  const current = currentOf(byActivation(keys), now);
  let keyId: string | undefined;
  const items = Object.entries(keys).map(([replacedId, { activeAt, cookieKey }]) => {
    const id = generateKeyId();
    if (replacedId === current?.[0]) keyId = id;
    return [id, { createdAt: isoTime(now), activeAt, signingKey: generateSigningKey(), cookieKey }];
  });
  return { keyId, items: Object.fromEntries(items) };
}

const generateKeyId = (): string => randomBytes(8).toString('hex');

const generateSigningKey = (): JsonWebKey =>
  generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey.export({ format: 'jwk' });

/** The ids of the generations that no active session depends on: their successors have been active long enough. */
export function expiredKeyIds(keys: EnvironmentKeyItems, now: number): string[] {
  const kept = replacedLessThan(keptForMs, byActivation(keys), now).map(([keyId]) => keyId);
  return Object.keys(keys).filter((keyId) => !kept.includes(keyId));
}

/**
 * The keys of the environment's item, as an edge uses them.
 *
 * @returns `undefined` if there are none
 */
export function toEnvironmentKeys(item: Item | undefined, now: number): EnvironmentKeys | undefined {
  const newestFirst = byActivation((item?.keys ?? {}) as Record<string, EnvironmentKeyItem>);
  const current = currentOf(newestFirst, now);
  if (current === undefined) return undefined;
  const [keyId, { signingKey, cookieKey }] = current;
  return {
    signingKey: { keyId, privateKey: createPrivateKey({ key: signingKey, format: 'jwk' }) },
    cookieKey,
    cookieKeys: newestFirst.map(([, key]) => key.cookieKey),
    jwks: {
      keys: replacedLessThan(verifiableForMs, newestFirst, now).map(([id, key]) =>
        publicJwk(id, key.signingKey),
      ),
    },
  };
}

/** The generation that edges use: the newest active one. The first one is used before its time, if it has to be. */
const currentOf = (newestFirst: readonly Generation[], now: number): Generation | undefined =>
  newestFirst.find(([, { activeAt }]) => Date.parse(activeAt) <= now) ?? newestFirst.at(-1);

/** The generations that are in use, will be, or were until their successors became active, not longer ago. */
const replacedLessThan = (ms: number, newestFirst: readonly Generation[], now: number): Generation[] =>
  newestFirst.filter((_, index) => {
    const successor = newestFirst[index - 1];
    return successor === undefined || Date.parse(successor[1].activeAt) + ms >= now;
  });

function publicJwk(keyId: string, { kty, crv, x, y }: JsonWebKey): JsonWebKey {
  return { kty, crv, x, y, kid: keyId, alg: 'ES256', use: 'sig' } as JsonWebKey;
}

/** Newest first; the same order in every edge, even if two were generated at once. */
const byActivation = (keys: EnvironmentKeyItems): Generation[] =>
  Object.entries(keys).sort(([oneId, one], [otherId, other]) =>
    `${one.activeAt} ${oneId}` < `${other.activeAt} ${otherId}` ? 1 : -1,
  );
