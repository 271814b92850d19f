/** One change to a text, chosen by two numbers. */
export type TextMutation = (text: string, one: number, two: number) => string;

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_';
const oddities = [
  ...['\0', '%00', ' ', '+', '%20', '\r\n', '%0d%0a', '\t', '\ufeff', '%EF%BB%BF', '\u200b', '\u0301', 'é'],
  ...['%', '%2', '%zz', '%ff', '%c0%af', '%25', '&', '=', '==', '%3D', ';', '#', '.', ',', '"', "'", '\\'],
  ...['__proto__', 'constructor', '{}', '[]', '０', 'ſ', 'K', '\ud83d\ude00', 'x'.repeat(9000)],
];

const at = (text: string, number: number): number => (text.length === 0 ? 0 : number % text.length);
const replaceAt = (text: string, index: number, by: (sign: string) => string): string =>
  text.slice(0, index) + by(text.charAt(index)) + text.slice(index + 1);
const hex = (sign: string): string =>
  [...Buffer.from(sign)].map((byte) => `%${byte.toString(16).padStart(2, '0')}`).join('');
const swapCase = (sign: string): string =>
  sign === sign.toLowerCase() ? sign.toUpperCase() : sign.toLowerCase();

/** Changes to any text: its bits, length, order or encoding. */
export const textMutations: readonly TextMutation[] = [
  // Bits.
  (text, one, two) =>
    replaceAt(text, at(text, one), (sign) => String.fromCharCode(sign.charCodeAt(0) ^ (1 << (two % 7)))),
  (text, one, two) => replaceAt(text, at(text, one), () => alphabet.charAt(two % 64)),
  (text, one) => replaceAt(text, at(text, one), swapCase),
  // The last character of base64url may have bits without meaning.
  (text, _, two) =>
    replaceAt(text, text.length - 1, (sign) => alphabet.charAt(alphabet.indexOf(sign) ^ (1 << (two % 4)))),
  // Length.
  (text, one) => text.slice(0, at(text, one)),
  (text, one) => text.slice(at(text, one)),
  (text, one, two) => text.slice(0, at(text, one)) + text.slice(at(text, one) + 1 + (two % 8)),
  (text, one, two) =>
    text.slice(0, at(text, one)) + oddities[two % oddities.length] + text.slice(at(text, one)),
  (text, _, two) => text + '='.repeat(1 + (two % 3)),
  (text, _, two) => text + '%3D'.repeat(1 + (two % 3)),
  (text) => text.replace(/(?:=|%3D)+$/i, ''),
  (text) => text + text,
  () => '',
  // Order.
  (text) => [...text].reverse().join(''),
  (text, one) => text.slice(at(text, one)) + text.slice(0, at(text, one)),
  // Encoding.
  (text, one) => replaceAt(text, at(text, one), hex),
  (text, one) => replaceAt(text, at(text, one), (sign) => hex(sign).toUpperCase()),
  (text, one) => replaceAt(text, at(text, one), (sign) => hex(sign).replaceAll('%', '%25')),
  (text) => [...text].map(hex).join(''),
  (text) => text.replace(/%[0-9a-f]{2}/gi, (code) => String.fromCharCode(Number.parseInt(code.slice(1), 16))),
  (text) => text.replace(/%20/g, '+'),
  (text) => text.replaceAll('-', '+').replaceAll('_', '/'),
  (text) => text.replaceAll('-', '%2B').replaceAll('_', '%2F'),
  (text) => Buffer.from(text, 'base64url').toString('base64'),
  (text) => Buffer.from(text, 'base64url').toString('hex'),
  (text) => Buffer.from(text).toString('base64url'),
  (text) => text.toUpperCase(),
  (text) => text.toLowerCase(),
  (text) => text.normalize('NFKD'),
];
