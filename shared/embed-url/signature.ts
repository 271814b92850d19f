import { createHmac, timingSafeEqual } from 'node:crypto';

/** 32 bytes in base64url are 43 characters; the Python client pads them with one `=`. */
const signaturePattern = /^[A-Za-z0-9_-]{43}=?$/;

/**
 * base64url(HMAC-SHA256(key, text)), unpadded. The key and the text are taken as UTF-8.
 *
 * @throws {TypeError} if the key is empty: anyone could make that signature
 */
export function signText(secretKey: string, text: string): string {
  if (secretKey === '') throw new TypeError('the secret key is empty');
  return createHmac('sha256', secretKey).update(text, 'utf8').digest('base64url');
}

/** Whether a text has the form of a signature: 43 base64url characters, padded or not. */
export const isSignature = (signature: string): boolean => signaturePattern.test(signature);

/**
 * Finds the secret that signed a text, trying each in constant time.
 *
 * Compares the encodings, not the bytes: a 43-character encoding has two spare bits, and only a signature in
 * canonical form is accepted.
 *
 * @param signature as received, padded or not
 * @param keys secret id → secret key; at most 50
 * @returns the id of the secret, or `undefined` if none of them signed it
 */
export function findSigningSecret(
  signature: string,
  text: string,
  keys: Readonly<Record<string, string>>,
): string | undefined {
  if (!isSignature(signature)) return undefined;
  const received = Buffer.from(signature.slice(0, 43), 'latin1');
  for (const [secretId, secretKey] of Object.entries(keys)) {
    if (timingSafeEqual(received, Buffer.from(signText(secretKey, text), 'latin1'))) return secretId;
  }
  return undefined;
}
