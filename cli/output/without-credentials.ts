/**
 * Removes keys and the signatures of URLs from an error: a misplaced argument is repeated in it, and standard error often
 * ends up in the log of a build.
 */
export const withoutCredentials = (text: string): string =>
  text.replace(/esk_[0-9A-Za-z]{20,}/g, 'esk_[removed]').replace(/\b(signature=)[\w%+/=-]+/g, '$1[removed]');
