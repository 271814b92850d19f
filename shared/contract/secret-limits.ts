import * as v from 'valibot';
import { hostName } from '../hosts/host.ts';
import { canonicalPath } from '../secrets/canonical-path.ts';
import type { SecretLimits } from '../secrets/secret-limits.ts';
import { lifetime } from './lifetime.ts';
import { pattern, rule } from './rule.ts';
import { strictObject } from './strict-object.ts';

const maxEntries = 10;
/** Every request pays for the organization's item, limits included. */
const maxBytes = 512;

/** A path is written as people read it; percent-encoding it would give one path several spellings. */
const path = v.pipe(
  v.string('must be a string'),
  rule(
    (text) => !/[%?#]/.test(text) && canonicalPath(text) !== undefined,
    'must be a path such as /reports/2026: no query, percent-encoding, empty segment or dot segment',
    { pattern: '^(?:/|(?:/(?![. ]+(?:;|/|$))[^/\\\\%?#\\x00-\\x1f\\x7f]+)+/?)$' },
  ),
  v.transform((text) => (text === '/' ? text : text.replace(/\/$/, ''))),
);

const anyCaseLabel = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';

const host = v.pipe(
  v.string('must be a string'),
  pattern(
    `^(?=[^:]{1,253}(?::|$))${anyCaseLabel}(?:\\.${anyCaseLabel})*(?::[0-9]{1,5})?$`,
    'must be a host name such as analytics.acme.com',
  ),
  v.transform((text) => hostName(text.toLowerCase())),
);

const listOf = <Entry extends typeof path | typeof host>(entry: Entry, what: string) =>
  v.pipe(
    v.array(entry, `must be an array of ${what}`),
    v.minLength(1, `must have at least one entry; omit it to allow all ${what}`),
    v.maxLength(maxEntries, `must have at most ${maxEntries} entries`),
  );

/** The limits of a secret as callers send them; `{}` limits nothing. Paths and hosts come out as they are compared. */
export const secretLimitsSchema = v.pipe(
  strictObject({
    paths: v.optional(listOf(path, 'paths')),
    hosts: v.optional(listOf(host, 'hosts')),
    maxExpiresInSeconds: v.optional(lifetime),
  }),
  rule(
    (limits) => Buffer.byteLength(JSON.stringify(limits)) <= maxBytes,
    `must have at most ${maxBytes} bytes of JSON in all`,
    'prose',
    'out_of_range',
  ),
);

/** Limits without absent members; `undefined` if there are none. */
export const toSecretLimits = (
  limits: v.InferOutput<typeof secretLimitsSchema>,
): SecretLimits | undefined => {
  const present = Object.entries(limits).filter(([, value]) => value !== undefined);
  return present.length === 0 ? undefined : Object.fromEntries(present);
};

/** The limits of a secret in a response. */
export const secretLimitsRecord = strictObject({
  paths: v.exactOptional(v.pipe(v.array(v.string()), v.readonly())),
  hosts: v.exactOptional(v.pipe(v.array(v.string()), v.readonly())),
  maxExpiresInSeconds: v.exactOptional(v.number()),
});
