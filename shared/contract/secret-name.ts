import * as v from 'valibot';
import { rule } from './rule.ts';

/** What `trim` removes. */
const space = '\\t-\\r \\xa0\\u1680\\u2000-\\u200a\\u2028\\u2029\\u202f\\u205f\\u3000\\ufeff';
/** Control characters, bidirectional controls, line separators and most invisible characters. */
const refused =
  '\\x00-\\x1f\\x7f-\\x9f\\xad\\u034f\\u061c\\u115f\\u1160\\u17b4\\u17b5\\u180e\\u200b\\u200e\\u200f\\u2028-\\u202e\\u2060-\\u206f\\u3164\\ufeff\\uffa0\\ufff0-\\ufff8';
const visible = `[^${refused}${space}]`;
const json = { pattern: `^[${space}]*${visible}(?:[^${refused}]{0,98}${visible})?[${space}]*$` };

/**
 * A secret's name: 1 to 100 characters of any language, trimmed.
 *
 * Names that look like others are refused: with bidirectional controls (https://www.unicode.org/reports/tr9/), line
 * separators or invisible characters. Joiners and variation selectors are allowed in emoji and in scripts that need
 * them.
 */
export const secretNameSchema = v.pipe(
  v.string('must be a string'),
  v.trim(),
  rule((name) => name !== '', 'must not be blank', json, 'out_of_range'),
  rule((name) => [...name].length <= 100, 'must have at most 100 characters', json, 'out_of_range'),
  rule((name) => name.isWellFormed() && !/\p{Cc}/u.test(name), 'must have no control characters', json),
  rule(
    (name) => !/[\p{Bidi_Control}\p{Zl}\p{Zp}]/u.test(name),
    'must have no line separators or bidirectional controls',
    json,
  ),
  rule((name) => !hasInvisibleCharacters(name), 'must have no invisible characters', 'prose'),
);

function hasInvisibleCharacters(name: string): boolean {
  // U+2800 is a blank Braille pattern.
  const visible = name.replace(/[\p{Default_Ignorable_Code_Point}\p{White_Space}\u{2800}]/gu, '');
  return (name !== '' && visible === '') || misplacedJoiner.test(name) || otherInvisible.test(name);
}

/** At either end, or after a character that no joiner can change. */
const misplacedJoiner =
  /(?:^|[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{N}\p{P}\p{White_Space}])[\u200C\u200D]|[\u200C\u200D]$/u;

/** Default-ignorable, except joiners, variation selectors and the tags in emoji of regional flags. */
const otherInvisible =
  /(?!\u200C|\u200D|[\p{Variation_Selector}\u{E0020}-\u{E007F}])\p{Default_Ignorable_Code_Point}/u;
