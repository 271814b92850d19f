const renewalTimeoutMs = 30_000;

/** How often the host page has renewed the session of this page. */
let renewals = 0;
let renewal: Promise<boolean> | undefined;

/**
 * `fetch` for an embedded page. If the session has ended, it has the host page renew it and repeats the request
 * once, so the page keeps its state.
 *
 * @returns the response; the edge's own, with the header `x-embed-error`, if the session couldn't be renewed
 */
export async function embedFetch(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  const request = new Request(input, init);
  const renewalsBefore = renewals;
  const response = await fetch(request.clone());
  if (response.headers.get('x-embed-error') !== 'forbidden' || parent === window) return response;
  // Another request may have met the same end, and the session may be renewed by now.
  if (renewals > renewalsBefore) return await fetch(request);
  const { requestId } = await response.clone().json();
  renewal ??= requestRenewal(requestId).finally(() => {
    renewal = undefined;
  });
  return (await renewal) ? await fetch(request) : response;
}

function requestRenewal(requestId: string): Promise<boolean> {
  return new Promise((resolve) => {
    const stop = new AbortController();
    const settle = (renewed: boolean) => {
      stop.abort();
      clearTimeout(timeout);
      resolve(renewed);
    };
    const timeout = setTimeout(settle, renewalTimeoutMs, false);
    const onMessage = ({ data, source }: MessageEvent) => {
      if (source !== parent || data?.source !== 'embed-host' || data.name !== 'renewed') return;
      renewals++;
      settle(true);
    };
    addEventListener('message', onMessage, { signal: stop.signal });
    const payload = { code: 'forbidden', requestId, running: true };
    parent.postMessage({ source: 'embed', name: 'error', payload }, '*');
  });
}
