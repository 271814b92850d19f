const localUrl = /^https(:\/\/(?:[^/?#]+\.)?localhost(?::\d+)?\/)/;

/** A URL as it opens: the local edge, below `localhost`, has no HTTPS. The scheme isn't signed. */
export const openableUrl = (url: string): string => url.replace(localUrl, 'http$1');

/** A URL as it was signed: the reverse of {@link openableUrl}. */
export const signedUrl = (url: string): string =>
  url.trim().replace(/^http(:\/\/(?:[^/?#]+\.)?localhost(?::\d+)?\/)/, 'https$1');
