import type { KeyValuePairsProps } from '@cloudscape-design/components/key-value-pairs';
import * as v from 'valibot';
import { exactTime, relativeTime } from '../ui/time.ts';

const claim = v.optional(v.fallback(v.optional(v.string()), undefined));
const maxSeconds = 8_640_000_000_000;
const summarized = v.object({
  name: claim,
  externalId: claim,
  contentPath: claim,
  exp: v.optional(
    v.fallback(v.optional(v.pipe(v.number(), v.minValue(0), v.maxValue(maxSeconds))), undefined),
  ),
});

/** The claims that identify a viewer and a page, and the expiry as a date. Claims of a wrong type are left out. */
export function claimSummary(claims: object | undefined): KeyValuePairsProps.Item[] {
  const { success, output } = v.safeParse(summarized, claims);
  if (!success) return [];
  const { name, externalId, contentPath, exp } = output;
  return [
    ...(name === undefined
      ? []
      : [{ label: 'User', value: externalId === undefined ? name : `${name} (${externalId})` }]),
    ...(contentPath === undefined ? [] : [{ label: 'Content path', value: contentPath }]),
    ...(exp === undefined ? [] : [{ label: 'Expires', value: describeTime(exp * 1000) }]),
  ];
}

const describeTime = (at: number): string =>
  `${exactTime(new Date(at).toISOString())} (${relativeTime(at, Date.now())})`;
