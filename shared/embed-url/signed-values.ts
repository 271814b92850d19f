/** In v0 and redeem URLs, parameters hold values that are signed one after another, each on its line. */

/**
 * Whether a value can be told from its neighbours once they are joined: not empty, no control character (a
 * line feed would make two of it), and no white space around it, which the npm client strips before it signs.
 */
export const isSignedValue = (value: string): boolean =>
  value !== '' && !/\p{Cc}/u.test(value) && !/^\s|\s$/.test(value);

/**
 * The string to sign. The npm client also trims it and replaces every match of `/\n\s+/g` by a line feed; of
 * values that {@link isSignedValue} accepts, that changes nothing.
 */
export const joinSignedValues = (values: readonly string[]): string => values.join('\n');
