import { createHmac } from 'node:crypto';
import { type BrokenUrl, host } from './acme.ts';

/** Text that doesn’t compress. */
const noise = (length: number) =>
  createHmac('sha512', 'noise')
    .update('')
    .digest('hex')
    .concat(
      Array.from({ length: 200 }, (_, index) =>
        createHmac('sha512', 'noise').update(`${index}`).digest('base64'),
      ).join(''),
    )
    .slice(0, length);

/** URLs whose text is wrong, or how it is encoded. */
export const brokenTexts: BrokenUrl[] = [
  [
    'opened on another organization’s host',
    'foreign_host',
    async ({ v1 }) => v1().replace('acme.', 'globex.'),
  ],
  [
    'opened on another organization’s custom host',
    'foreign_host',
    async ({ v1 }) => v1().replace(host, 'analytics.globex.com'),
  ],
  [
    '`+` in base64 read as a space',
    'plus_read_as_space',
    async ({ v1 }) => v1().replace(/signature=.{4}/, 'signature=ab+c'),
  ],
  [
    'base64 instead of base64url',
    'standard_base64',
    async ({ v1 }) => v1().replace(/signature=.{4}/, 'signature=ab%2Bc'),
  ],
  [
    'payload cut off at 2,048 characters',
    'truncated',
    async ({ v1 }) => v1({ filler: noise(2500) }).replace(/(payload=.{2048}).*&/, '$1&'),
  ],
  ['the end of the URL cut off', 'truncated', async ({ v1 }) => v1().slice(0, -7)],
  ['`&` HTML-escaped', 'html_escaped', async ({ v1 }) => v1().replace('&', '&amp;')],
  ['a space in the URL', 'white_space', async ({ v1 }) => v1().replace('&', '& ')],
  ['not a URL', 'not_a_url', async () => '/embed/login?payload=x'],
  [
    'a path that is neither login nor redeem',
    'unknown_path',
    async ({ v1 }) => v1().replace('/embed/login', '/embed/login/'),
  ],
  ['longer than 8,192 bytes', 'url_too_long', async ({ v1 }) => `${v1()}&x=${'x'.repeat(8192)}`],
  ['`%` not percent-encoded', 'percent_encoding', async ({ v1 }) => `${v1()}&discount=100%`],
  ['a parameter given twice', 'repeated_parameter', async ({ v1 }) => `${v1()}&signature=x`],
  [
    'signature in hexadecimal',
    'hex_signature',
    async ({ v1 }) =>
      v1().replace(
        /signature=(.*)/,
        (_, signature) => `signature=${Buffer.from(signature, 'base64url').toString('hex')}`,
      ),
  ],
  ['signature with invalid characters', 'malformed_signature', async ({ v1 }) => `${v1()}~~`],
  [
    'payload with invalid characters',
    'malformed_payload',
    async ({ v1 }) => v1().replace('payload=', 'payload=~'),
  ],
];
