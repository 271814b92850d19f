import { createHmac } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { findSigningSecret, isSignature, signText } from '../../../shared/embed-url/signature.ts';

const key = 'a key';
const text = 'a text';
const signature = signText(key, text);
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';

describe('a signature', () => {
  it('is 43 characters of base64url, with or without padding', () => {
    for (const character of alphabet) expect(isSignature(character.repeat(43))).toBe(true);
    expect(isSignature(`${'a'.repeat(43)}=`)).toBe(true);
    for (const other of ['', 'a'.repeat(42), 'a'.repeat(44), `${'a'.repeat(43)}==`, `=${'a'.repeat(43)}`]) {
      expect(isSignature(other)).toBe(false);
    }
  });

  it('has no other character at any place', () => {
    const codes = Array.from({ length: 0x250 }, (_, code) => String.fromCharCode(code));
    for (const character of codes.filter((each) => !alphabet.includes(each))) {
      for (const at of [0, 21, 42]) {
        const changed = 'a'.repeat(at) + character + 'a'.repeat(42 - at);
        expect(isSignature(changed), `${character.charCodeAt(0)} at ${at}`).toBe(false);
      }
    }
    expect(isSignature(`${'a'.repeat(43)}\n`)).toBe(false);
    expect(isSignature(`${'a'.repeat(43)}=\n`)).toBe(false);
  });

  it('is the HMAC-SHA256 of the text in UTF-8', () => {
    const expected = createHmac('sha256', Buffer.from('kéy'))
      .update(Buffer.from('téxt 🦊'))
      .digest('base64url');
    expect(signText('kéy', 'téxt 🦊')).toBe(expected);
  });

  it('names the secret that made it, padded or not', () => {
    const keys = { s1: 'another key', s2: key, s3: 'a third key' };
    expect(findSigningSecret(signature, text, keys)).toBe('s2');
    expect(findSigningSecret(`${signature}=`, text, keys)).toBe('s2');
    expect(findSigningSecret(signature, `${text} `, keys)).toBeUndefined();
    expect(findSigningSecret(signature, text, {})).toBeUndefined();
  });

  it('is accepted in its canonical encoding only', () => {
    const decodesToTheSame = [...alphabet]
      .map((character) => signature.slice(0, 42) + character)
      .filter((other) => Buffer.from(other, 'base64url').equals(Buffer.from(signature, 'base64url')));
    expect(decodesToTheSame).toHaveLength(4);
    const accepted = decodesToTheSame.filter((other) => findSigningSecret(other, text, { s1: key }) === 's1');
    expect(accepted).toEqual([signature]);
    for (const other of [
      Buffer.from(signature, 'base64url').toString('base64'),
      Buffer.from(signature, 'base64url').toString('hex'),
      `${signature}==`,
      ` ${signature}`,
      '',
    ]) {
      expect(findSigningSecret(other, text, { s1: key })).toBeUndefined();
    }
  });
});
