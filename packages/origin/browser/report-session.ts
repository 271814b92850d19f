/**
 * Tells the host page when the session ends, so that it renews the session before. Call it when a page was
 * loaded, with what the server knows from the viewer's identity. Removes the login's marker from the page's address.
 */
export function reportSession({
  expiresAt,
  expiresInSeconds,
}: {
  /** ISO 8601: the identity's `sessionExpiresAt`. */
  expiresAt: string;
  /** The identity's `sessionExpiresInSeconds`: the host page needs no exact clock. */
  expiresInSeconds: number;
}): void {
  removeLoginMarker();
  if (parent === window) return;
  parent.postMessage({ source: 'embed', name: 'session', payload: { expiresAt, expiresInSeconds } }, '*');
}

/** The edge adds a parameter to the address of a first page, to notice a cookie that the browser doesn't keep. */
function removeLoginMarker(): void {
  const { pathname, search, hash } = location;
  if (!search.includes('x-embed-login=')) return;
  const query = search
    .slice(1)
    .split('&')
    .filter((pair) => !pair.startsWith('x-embed-login='))
    .join('&');
  history.replaceState(history.state, '', `${pathname}${query && `?${query}`}${hash}`);
}
