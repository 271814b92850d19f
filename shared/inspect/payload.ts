import { inflateRawSync } from 'node:zlib';

/** What is in a payload, whoever signed it. */
export type Payload =
  | { ok: true; json: string; claims: object }
  | {
      ok: false;
      problem: 'truncated' | 'damaged' | 'too_large' | 'not_json' | 'not_compressed' | 'zlib' | 'gzip';
    };

const inflatedMaxBytes = 8192;

/** Reads a payload for an engineer: where it cannot be read, how that may have come. */
export function readPayload(payload: string): Payload {
  const bytes = Buffer.from(payload, 'base64url');
  let inflated: Buffer;
  try {
    inflated = inflateRawSync(bytes, { maxOutputLength: inflatedMaxBytes });
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code === 'ERR_BUFFER_TOO_LARGE') return { ok: false, problem: 'too_large' };
    if (bytes[0] === 0x7b) return { ok: false, problem: 'not_compressed' };
    // The two bytes with which zlib (RFC 1950) and gzip (RFC 1952) begin.
    if (bytes[0] === 0x78 && bytes.readUInt16BE(0) % 31 === 0) return { ok: false, problem: 'zlib' };
    if (bytes[0] === 0x1f && bytes[1] === 0x8b) return { ok: false, problem: 'gzip' };
    return { ok: false, problem: code === 'Z_BUF_ERROR' ? 'truncated' : 'damaged' };
  }
  try {
    const json = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(inflated);
    const claims: unknown = JSON.parse(json);
    if (typeof claims === 'object' && claims !== null && !Array.isArray(claims)) {
      return { ok: true, json, claims };
    }
  } catch {}
  return { ok: false, problem: 'not_json' };
}
