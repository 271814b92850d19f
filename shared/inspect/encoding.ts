import { type Finding, finding } from './inspection.ts';

/** What is wrong with how a base64url parameter was encoded; its content is not looked at. */
export function encodingFinding(name: 'payload' | 'signature', value: string): Finding | undefined {
  if (value.includes(' ')) {
    return finding(
      'plus_read_as_space',
      `The ${name} has a + that was read as a space: it is in base64, not in base64url. Use the alphabet with - and _.`,
    );
  }
  if (/[+/]/.test(value)) {
    return finding('standard_base64', `The ${name} is in base64, with + or /. Use base64url, with - and _.`);
  }
  if (name === 'payload' || value === '') return undefined;
  if (/^[0-9a-f]{64}$/i.test(value)) {
    return finding(
      'hex_signature',
      'The signature is in hexadecimal. Encode its 32 bytes in base64url: 43 characters.',
    );
  }
  const bare = value.replace(/=$/, '');
  if (/^[\w-]*$/.test(bare) && bare.length < 43) {
    return finding(
      'truncated',
      `The signature has ${bare.length} of its 43 characters: the end of the URL was cut off.`,
    );
  }
  if (!/^[\w-]{43}$/.test(bare)) {
    return finding(
      'malformed_signature',
      'The signature is not base64url of 32 bytes: 43 characters, and at most one =.',
    );
  }
  return undefined;
}

export const missing = (name: string): Finding =>
  finding('missing_parameter', `The parameter ${name} is missing.`);
