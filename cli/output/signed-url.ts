/** A URL as it was signed: the reverse of {@link ../../shared/embed-url/openable-url.ts}. */
export const signedUrl = (url: string): string =>
  url.trim().replace(/^http(:\/\/(?:[^/?#]+\.)?localhost(?::\d+)?\/)/, 'https$1');
