/** A number that JavaScript can't hold exactly: it would reach the origin as another value. */
export type InexactNumber = {
  /** As it was written. */
  text: string;
  /** Where it is in the JSON: `userAttributes.quota`, `groups.1`. */
  path: string;
};

const shortInteger = /^-?\d{1,15}$/;

/**
 * Finds the first number that changes its value on the way from text to number and back
 * (4503599627370497.3, 1e-400), or is a whole number beyond 2^53, which the next reader might round.
 *
 * @param json valid JSON
 */
export function findInexactNumber(json: string): InexactNumber | undefined {
  // Loops over character codes rather than a regular expression: every login pays for them.
  for (let index = 0; index < json.length; index++) {
    const code = json.charCodeAt(index);
    if (code === quote) index = endOfString(json, index);
    if (code !== minus && !isDigit(code)) continue;
    const start = index;
    while (isNumberPart(json.charCodeAt(index + 1))) index++;
    const text = json.slice(start, index + 1);
    if (!isExact(text)) return { text, path: pathAt(json, start) };
  }
  return undefined;
}

const quote = 0x22;
const plus = 0x2b;
const minus = 0x2d;
const point = 0x2e;
const backslash = 0x5c;
const isDigit = (code: number): boolean => code >= 0x30 && code <= 0x39;
const isNumberPart = (code: number): boolean =>
  isDigit(code) || code === point || code === plus || code === minus || (code | 0x20) === 0x65;

/** The index of the quote that ends the string that starts at an index. */
function endOfString(json: string, start: number): number {
  let end = json.indexOf('"', start + 1);
  while (json.charCodeAt(end - 1) === backslash && isEscaped(json, end)) end = json.indexOf('"', end + 1);
  return end;
}

function isEscaped(json: string, index: number): boolean {
  let first = index;
  while (json.charCodeAt(first - 1) === backslash) first--;
  return (index - first) % 2 === 1;
}

function isExact(text: string): boolean {
  if (shortInteger.test(text)) return true;
  const value = Number(text);
  if (!Number.isFinite(value) || (Number.isInteger(value) && !Number.isSafeInteger(value))) return false;
  return decimal(text) === decimal(String(value));
}

/** A decimal number in canonical form: `12.50e1` and `125` are both `125e0`. */
function decimal(text: string): string {
  const [mantissa = '', exponent = '0'] = text.toLowerCase().split('e');
  const [whole = '', fraction = ''] = mantissa.replace('-', '').split('.');
  const digits = whole + fraction;
  let [start, end] = [0, digits.length];
  while (start < end && digits[start] === '0') start++;
  while (start < end && digits[end - 1] === '0') end--;
  if (start === end) return '0';
  const scale = Number(exponent) - fraction.length + digits.length - end;
  return `${text.startsWith('-') ? '-' : ''}${digits.slice(start, end)}e${scale}`;
}

const token = /"[^"\\]*(?:\\.[^"\\]*)*"(\s*:)?|[{}[\],]|[^\s{}[\],"]+/g;

/** The path of the value that starts at an index of a JSON text. */
function pathAt(json: string, target: number): string {
  const path: (string | number)[] = [];
  for (const { 0: text, 1: colon, index } of json.matchAll(token)) {
    if (index === target) break;
    const last = path.at(-1);
    if (text === '{') path.push('');
    else if (text === '[') path.push(0);
    else if (text === '}' || text === ']') path.pop();
    else if (text === ',' && typeof last === 'number') path[path.length - 1] = last + 1;
    else if (colon !== undefined) path[path.length - 1] = JSON.parse(text.slice(0, -colon.length));
  }
  return path.join('.');
}
