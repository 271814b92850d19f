/** v0 and redeem URLs sign the values of their parameters one after another, one per line. */

/**
 * Whether a value stays distinct from its neighbours once they are joined: not empty, no control character (a
 * line feed would split it in two), and no surrounding white space, which the npm client strips before signing.
 */
export const isSignedValue = (value: string): boolean =>
  value !== '' && !/\p{Cc}/u.test(value) && !/^\s|\s$/.test(value);

/**
 * The string to sign. The npm client also trims it and replaces every match of `/\n\s+/g` with a line feed; that
 * doesn't change values that {@link isSignedValue} accepts.
 */
export const joinSignedValues = (values: readonly string[]): string => values.join('\n');
