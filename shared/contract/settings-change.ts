import * as v from 'valibot';
import { optionalClaimNames } from '../embed-url/claim-rules.ts';
import { listedRedeemNames } from '../embed-url/verify-redeem-url.ts';
import { maxSessionLengthHours } from '../organizations/session-length.ts';
import { customClaimsSchema } from './custom-claims.ts';
import { jsonBytes } from './json-bytes.ts';
import { pattern, rule } from './rule.ts';
import { strictObject } from './strict-object.ts';

/**
 * The most bytes of JSON that all frame ancestors may have. The identity travels in one header, and nginx takes
 * 8,192 bytes of one: in base64url, that is room for 4,096 bytes of claims, 255 characters of `sub` in any
 * language, the members that the edge sets, and these.
 */
export const frameAncestorsMaxBytes = 512;

const label = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?';

/** CSP's `host-source` (https://www.w3.org/TR/CSP3/#grammardef-host-source) without a path, nor `*` alone. */
const hostSource = `^(?:[Hh][Tt][Tt][Pp][Ss]?://)?(?:\\*\\.${label}\\.)?${label}(?:\\.${label})*(?::(?:[0-9]{1,5}|\\*))?$`;

const hours = `must be a whole number of hours from 1 to ${maxSessionLengthHours}`;
const text = v.string('must be a string');

const frameAncestors = v.pipe(
  v.array(
    v.pipe(
      text,
      v.maxLength(300, 'must have at most 300 characters'),
      pattern(hostSource, 'must be an origin such as https://portal.acme.com or https://*.acme.com'),
    ),
    'must be an array of origins',
  ),
  rule(
    (sources) => (jsonBytes(sources) ?? Number.POSITIVE_INFINITY) <= frameAncestorsMaxBytes,
    `must have at most ${frameAncestorsMaxBytes} bytes of JSON in all`,
    'prose',
    'out_of_range',
  ),
);

/** @param message why any other name is refused */
const parameterSet = (allowed: readonly string[], message: string) =>
  v.pipe(
    v.array(
      v.pipe(
        text,
        rule((name) => allowed.includes(name), message, { enum: allowed }),
      ),
      'must be an array of parameter names',
    ),
    rule((names) => new Set(names).size === names.length, 'must name each parameter once', {
      uniqueItems: true,
    }),
  );

const datePattern =
  '^[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T(?:[01][0-9]|2[0-3]):[0-5][0-9](?::[0-5][0-9](?:\\.[0-9]{1,3})?)?Z)?$';
const dateForm = new RegExp(datePattern);

const acceptV0 = strictObject({
  until: v.pipe(
    text,
    rule(isDate, 'must be a date such as 2026-06-30, or a time in UTC', {
      pattern: datePattern,
      'x-rules': ['must be a day that its month has'],
    }),
  ),
  parameterSets: v.pipe(
    v.array(
      parameterSet(optionalClaimNames, 'is not an optional parameter of v0'),
      'must be an array of sets of parameter names',
    ),
    v.minLength(1, 'must have at least one set, which may be empty'),
    rule(
      (sets) => new Set(sets.map(({ length }) => length)).size === sets.length,
      'must have sets of different sizes: v0 signs no names, so two sets of one size could be mistaken for each other',
      'prose',
    ),
  ),
});

/** The empty set and `prefersDark` and `theme` are always accepted, so only the other names are listed. */
const redeemParameterSets = v.pipe(
  v.array(
    parameterSet(
      listedRedeemNames,
      'is not a parameter that is listed: prefersDark and theme need no listing',
    ),
    'must be an array of sets of parameter names',
  ),
  rule(
    (sets) => new Set(sets.map((set) => set.toSorted().join())).size === sets.length,
    'must have each set once',
    {
      uniqueItems: true,
    },
  ),
);

/** The settings to change; `null` clears one, so that its default applies again. */
export const settingsChangeSchema = strictObject({
  sessionLengthHours: v.optional(
    v.nullable(
      v.pipe(
        v.number(hours),
        v.integer(hours),
        v.minValue(1, hours),
        v.maxValue(maxSessionLengthHours, hours),
      ),
    ),
  ),
  frameAncestors: v.optional(v.nullable(frameAncestors)),
  acceptV0: v.optional(v.nullable(acceptV0)),
  redeemParameterSets: v.optional(v.nullable(redeemParameterSets)),
  customClaims: v.optional(v.nullable(customClaimsSchema)),
  strictClaims: v.optional(v.nullable(v.boolean('must be true or false'))),
});

export type SettingsChange = v.InferOutput<typeof settingsChangeSchema>;

/** A day that its month doesn't have would count as one of the next month. */
function isDate(value: string): boolean {
  if (!dateForm.test(value)) return false;
  const time = Date.parse(value);
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value.slice(0, 10));
}
