import type { FieldError } from '../../../shared/contract/errors.ts';
import type { ApiEvent } from './event.ts';

type Decoded = { ok: true; json: string; value: unknown } | { ok: false; error: FieldError };

/**
 * Decodes a body: JSON, in UTF-8.
 *
 * API Gateway sends a JSON body as text, in which bytes that aren't UTF-8 have become U+FFFD. That character is
 * refused, so that nothing is stored that its caller didn't send; written as `\ufffd`, it is what the caller means.
 */
export function decodeJson(bytes: Buffer, { isBase64Encoded }: Pick<ApiEvent, 'isBase64Encoded'>): Decoded {
  try {
    const json = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    if (!isBase64Encoded && json.includes('\ufffd')) return refused('must be JSON in UTF-8');
    const value: unknown = JSON.parse(json);
    return hasLoneSurrogate(json)
      ? refused('must be JSON whose strings are Unicode')
      : { ok: true, json, value };
  } catch {
    return refused('must be JSON in UTF-8');
  }
}

const refused = (message: string): Decoded => ({
  ok: false,
  error: { field: 'body', code: 'invalid_value', message },
});

/** Whether a string has one half of a pair, as `\ud83d`: no other system can store it. */
const hasLoneSurrogate = (json: string): boolean =>
  (json.match(/"(?:[^"\\]|\\.)*"/g) ?? []).some(
    (text) => text.includes('\\u') && !String(JSON.parse(text)).isWellFormed(),
  );
