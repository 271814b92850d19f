/**
 * A text that is safe to print: a name or a claim could hold escape sequences, which would run in the reader's terminal,
 * or bidirectional controls, which would show it in another order. They are shown as `\u{1b}` instead.
 */
export const printable = (text: string): string =>
  text.replace(
    /[\p{Cc}\p{Bidi_Control}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`,
  );

/** JSON that is safe to print, with the same content: in JSON text, only strings can hold these characters. */
export const printableJson = (json: string): string =>
  json.replace(
    /[\u007f-\u009f\p{Bidi_Control}\p{Zl}\p{Zp}]/gu,
    (character) => `\\u${(character.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
  );
