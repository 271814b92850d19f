/**
 * Leaves the page for Cognito. If the browser later restores it from its back/forward cache, it reloads: what it
 * showed is out of date.
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
