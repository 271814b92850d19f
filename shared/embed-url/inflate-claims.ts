import { inflateRawSync } from 'node:zlib';

/** What a payload carries, or why it can't be read. */
export type InflatedClaims =
  | { ok: true; json: string; claims: object }
  | { ok: false; problem: 'too_large' | 'truncated' | 'not_deflate' | 'not_json' };

/** Most claims fit into one chunk; the default of 16 KB is mostly garbage. */
const options = { maxOutputLength: 8192, chunkSize: 1024 };
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/**
 * Inflates and parses a payload: base64url of raw DEFLATE of one JSON object in UTF-8. Says nothing about who
 * signed it.
 */
export function inflateClaims(payload: string): InflatedClaims {
  let inflated: Buffer;
  try {
    inflated = inflateRawSync(Buffer.from(payload, 'base64url'), options);
  } catch (error) {
    return { ok: false, problem: problemOf(error) };
  }
  try {
    const json = utf8.decode(inflated);
    const claims: unknown = JSON.parse(json);
    if (typeof claims === 'object' && claims !== null && !Array.isArray(claims)) {
      return { ok: true, json, claims };
    }
  } catch {
    // Not UTF-8, or not JSON.
  }
  return { ok: false, problem: 'not_json' };
}

function problemOf(error: unknown): 'too_large' | 'truncated' | 'not_deflate' {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code === 'ERR_BUFFER_TOO_LARGE') return 'too_large';
  return code === 'Z_BUF_ERROR' ? 'truncated' : 'not_deflate';
}
