/** The URL as a browser opens it: signed for https, but a local run serves http. */
export const viewerUrl = (url: string, { viewerScheme }: { viewerScheme: 'https' | 'http' }): string =>
  url.replace(/^https:/, `${viewerScheme}:`);
