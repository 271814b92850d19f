const localUrl = /^https(:\/\/(?:[^/?#]+\.)?localhost(?::\d+)?\/)/;

/**
 * A signed URL as it opens: the edge of a local run, below `localhost`, has no HTTPS. The scheme is signed as `https` in
 * every environment, and isn't part of what the edge receives.
 */
export const openableUrl = (url: string): string => url.replace(localUrl, 'http$1');
