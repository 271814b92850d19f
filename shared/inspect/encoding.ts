import { type Finding, finding } from './inspection.ts';

/** What is wrong with the encoding of a base64url parameter. Doesn't look at its content. */
export function encodingFinding(name: 'payload' | 'signature', value: string): Finding | undefined {
  if (value.includes(' ')) {
    return finding(
      'plus_read_as_space',
      `The ${name} contains a + that was read as a space: it is base64, not base64url. Use the alphabet with - and _.`,
    );
  }
  if (/[+/]/.test(value)) {
    return finding('standard_base64', `The ${name} is base64, with + or /. Use base64url, with - and _.`);
  }
  return name === 'payload' || value === '' ? undefined : signatureEncodingFinding(value);
}

function signatureEncodingFinding(value: string): Finding | undefined {
  if (/^[0-9a-f]{64}$/i.test(value)) {
    return finding(
      'hex_signature',
      'The signature is hexadecimal. Encode its 32 bytes as base64url: 43 characters.',
    );
  }
  const unpadded = value.replace(/=$/, '');
  if (/^[\w-]*$/.test(unpadded) && unpadded.length < 43) {
    return finding(
      'truncated',
      `The signature has ${unpadded.length} of its 43 characters: the end of the URL was cut off.`,
    );
  }
  if (!/^[\w-]{43}$/.test(unpadded)) {
    return finding(
      'malformed_signature',
      'The signature isn’t 32 bytes of base64url: 43 characters, and at most one =.',
    );
  }
  return undefined;
}

export const missingParameter = (name: string): Finding =>
  finding('missing_parameter', `The parameter ${name} is missing.`);
