/**
 * Finds the first number that JSON doesn't carry exactly: a whole number beyond 2^53, NaN or an infinity.
 *
 * @returns its path, `userAttributes.quota`; `undefined` if there is none
 */
export function findInexactValue(value: unknown, path = ''): string | undefined {
  if (typeof value === 'number') {
    const isExact = Number.isSafeInteger(value) || (Number.isFinite(value) && !Number.isInteger(value));
    return isExact ? undefined : path;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [member, inner] of Object.entries(value)) {
    const found = findInexactValue(inner, path === '' ? member : `${path}.${member}`);
    if (found !== undefined) return found;
  }
  return undefined;
}
