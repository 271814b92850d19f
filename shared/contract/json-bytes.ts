/** The size of a value as JSON, in bytes. `undefined` if it is nested too deep to be written as JSON. */
export function jsonBytes(value: object): number | undefined {
  try {
    return new TextEncoder().encode(JSON.stringify(value)).length;
  } catch (error) {
    if (error instanceof RangeError) return undefined;
    throw error;
  }
}
