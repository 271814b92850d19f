import * as v from 'valibot';
import { optionalClaimNames } from '../embed-url/claim-rules.ts';
import { dnsLabel } from '../hosts/dns-label.ts';
import { maxSessionLengthHours } from '../organizations/session-length.ts';
import { jsonBytes } from './json-bytes.ts';
import { rule } from './rule.ts';
import { strictObject } from './strict-object.ts';

/**
 * The most bytes of JSON that all frame ancestors may have. The identity travels in one header, and nginx takes
 * 8,192 bytes of one: in base64url, that is room for 4,096 bytes of claims, 255 characters of `sub` in any
 * language, the members that the edge sets, and these.
 */
export const frameAncestorsMaxBytes = 512;

/** CSP's `host-source` (https://www.w3.org/TR/CSP3/#grammardef-host-source) without a path, nor `*` alone. */
const hostSource = new RegExp(
  `^(?:https?://)?(?:\\*\\.${dnsLabel}\\.)?${dnsLabel}(?:\\.${dnsLabel})*(?::(?:\\d{1,5}|\\*))?$`,
  'i',
);

const hours = `must be a whole number of hours from 1 to ${maxSessionLengthHours}`;
const text = v.string('must be a string');

const frameAncestors = v.pipe(
  v.array(
    v.pipe(
      text,
      rule(
        (source) => source.length <= 300 && hostSource.test(source),
        'must be an origin such as https://portal.acme.com or https://*.acme.com',
      ),
    ),
    'must be an array of origins',
  ),
  rule(
    (sources) => (jsonBytes(sources) ?? Number.POSITIVE_INFINITY) <= frameAncestorsMaxBytes,
    `must have at most ${frameAncestorsMaxBytes} bytes of JSON in all`,
    'out_of_range',
  ),
);

const parameterSet = v.pipe(
  v.array(
    v.pipe(
      text,
      rule((name) => optionalClaimNames.includes(name), 'is not an optional parameter of v0'),
    ),
    'must be an array of parameter names',
  ),
  rule((names) => new Set(names).size === names.length, 'must name each parameter once'),
);

const acceptV0 = strictObject({
  until: v.pipe(text, rule(isDate, 'must be a date such as 2026-06-30, or a time in UTC')),
  parameterSets: v.pipe(
    v.array(parameterSet, 'must be an array of sets of parameter names'),
    v.minLength(1, 'must have at least one set, which may be empty'),
    rule(
      (sets) => new Set(sets.map(({ length }) => length)).size === sets.length,
      'must have sets of different sizes: v0 signs no names, so two sets of one size could be mistaken for each other',
    ),
  ),
});

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
});

export type SettingsChange = v.InferOutput<typeof settingsChangeSchema>;

function isDate(value: string): boolean {
  if (!/^\d{4}-\d\d-\d\d(?:T\d\d:\d\d(?::\d\d(?:\.\d{1,3})?)?Z)?$/.test(value)) return false;
  const time = Date.parse(value);
  // A day that its month doesn't have would count as one of the next month.
  return !Number.isNaN(time) && new Date(time).toISOString().startsWith(value.slice(0, 10));
}
