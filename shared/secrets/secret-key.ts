import { randomInt } from 'node:crypto';
import { crc32 } from 'node:zlib';

const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';
const prefix = 'esk_';
const randomCharacters = 22;
const checksumCharacters = 6;

/**
 * Makes an embed secret key: `esk_`, 22 random base62 characters (131 bits) and a checksum of 6.
 * 32 characters of one word: a double click selects it, a scanner knows it.
 */
export function generateSecretKey(): string {
  let body = prefix;
  for (let drawn = 0; drawn < randomCharacters; drawn++) body += alphabet.charAt(randomInt(alphabet.length));
  return body + checksum(body);
}

/** Whether a text is a well-formed key with a valid checksum: distinguishes a mistyped key from a wrong one. */
export function isSecretKey(text: string): boolean {
  if (!/^esk_[0-9A-Za-z]{28}$/.test(text)) return false;
  return checksum(text.slice(0, -checksumCharacters)) === text.slice(-checksumCharacters);
}

/** CRC-32 of the characters before it, in base62 (0–9, A–Z, a–z), most significant digit first. */
function checksum(body: string): string {
  let rest = crc32(body);
  let digits = '';
  while (digits.length < checksumCharacters) {
    digits = alphabet.charAt(rest % alphabet.length) + digits;
    rest = Math.floor(rest / alphabet.length);
  }
  return digits;
}
