import * as v from 'valibot';
import { knownClaimNames } from '../embed-url/nearest-claim.ts';
import { optionNames, signerClaimNames } from '../embed-url/reserved-names.ts';
import { pattern, rule } from './rule.ts';

const taken = [...knownClaimNames, ...optionNames, ...signerClaimNames];

const name = v.pipe(
  v.string('must be a string'),
  pattern(
    '^[A-Za-z][A-Za-z0-9_]{0,63}$',
    'must be 1 to 64 letters, digits and underscores that start with a letter',
  ),
  rule(
    (text) => !taken.includes(text),
    'must not be the name of a known claim or of an option',
    { not: { enum: taken } },
    'not_allowed',
  ),
);

/** The setting `customClaims`: the names of the organization's own claims. */
export const customClaimsSchema = v.pipe(
  v.array(name, 'must be an array of names'),
  v.maxLength(50, 'must have at most 50 names'),
  rule((names) => new Set(names).size === names.length, 'must have each name once', { uniqueItems: true }),
);
