/** How the claims of a payload were compressed by mistake. */
export type WrongCompression = 'zlib' | 'gzip' | 'none';

/** Recognizes a payload that isn't raw DEFLATE by its first bytes; `undefined` if it could be. */
export function wrongCompression(payload: string): WrongCompression | undefined {
  const bytes = Buffer.from(payload, 'base64url');
  if (bytes[0] === 0x7b) return 'none';
  // The first two bytes of zlib (RFC 1950) and gzip (RFC 1952).
  if (bytes[0] === 0x78 && bytes.length > 1 && bytes.readUInt16BE(0) % 31 === 0) return 'zlib';
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return 'gzip';
  return undefined;
}
