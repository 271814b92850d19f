/**
 * Tells the host page when the session ends, so that it renews the session before. Call it when a page was
 * loaded, with what the server knows from the viewer's identity.
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
  if (parent === window) return;
  parent.postMessage({ source: 'embed', name: 'session', payload: { expiresAt, expiresInSeconds } }, '*');
}
