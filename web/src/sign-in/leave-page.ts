/**
 * Leaves the page for Cognito. If the browser later restores it from its back/forward cache, it starts anew: what it
 * showed is over.
 *
 * @returns a promise that never settles
 */
export function leavePage(url: URL): Promise<never> {
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) window.location.reload();
  });
  window.location.assign(url);
  return new Promise(() => {});
}
