import * as v from 'valibot';
import { rule } from './rule.ts';

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
  rule((name) => name !== '', 'must not be blank', 'out_of_range'),
  rule((name) => [...name].length <= 100, 'must have at most 100 characters', 'out_of_range'),
  rule((name) => name.isWellFormed() && !/\p{Cc}/u.test(name), 'must have no control characters'),
  rule(
    (name) => !/[\p{Bidi_Control}\p{Zl}\p{Zp}]/u.test(name),
    'must have no line separators or bidirectional controls',
  ),
  rule((name) => !hasInvisibleCharacters(name), 'must have no invisible characters'),
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
