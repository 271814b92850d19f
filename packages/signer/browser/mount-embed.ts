export type MountEmbedOptions = {
  /**
   * Fetches a freshly signed URL for the current user from your server. Called on mount, before and after the
   * session's end, and when the embedded page asks for a URL. Reject if the user isn't signed in any more.
   */
  sign: (request: { reason: 'open' | 'renew'; signal: AbortSignal }) => Promise<string>;
  /** Called for every error, also for those that are handled. */
  onError?: (error: EmbedError) => void;
};

export type EmbedError = {
  /** The edge's code, or `sign_failed`, or `renewal_timeout`. */
  code: 'forbidden' | 'unavailable' | 'cookie_blocked' | 'sign_failed' | 'renewal_timeout';
  /** Quote it to support. */
  requestId?: string;
  /** When it's tried again, in milliseconds from now; missing if it isn't. */
  retryInMs?: number;
  /** What `sign` rejected with. */
  cause?: unknown;
};

export type MountedEmbed = {
  /** Signs a new URL and loads the iframe anew. */
  reload: () => void;
  /** Stops listening and renewing. Call it before you remove the iframe. */
  unmount: () => void;
};

/** What a new URL doesn't cure isn't tried again and again: the secret may have been deleted. */
const signAgainAfterMs = 30_000;
const renewalTimeoutMs = 30_000;
const maxRetryMs = 60_000;

/**
 * Shows an embedded application in an iframe and keeps its session alive: signs again before the session ends,
 * without reloading the page, and when it ended, and retries while the service is unavailable.
 *
 * @example
 * const embed = mountEmbed(document.querySelector('iframe'), {
 *   sign: async ({ signal }) => (await fetch('/embed-url', { method: 'POST', signal })).text(),
 *   onError: ({ code, requestId }) => console.warn('embed', code, requestId),
 * });
 */
export function mountEmbed(iframe: HTMLIFrameElement, { sign, onError }: MountEmbedOptions): MountedEmbed {
  const document = iframe.ownerDocument;
  const stop = new AbortController();
  const { signal } = stop;
  let origin: string;
  let signedAgainAt = Number.NEGATIVE_INFINITY;
  let failures = 0;
  let renewAt = Number.POSITIVE_INFINITY;
  let signing = false;
  let cookieBlocked = false;
  /** Performs the login of a renewal; the cookie that it sets is the visible iframe's too. */
  let renewal: HTMLIFrameElement | undefined;
  let retryTimer: ReturnType<typeof setTimeout> | undefined;
  let renewTimer: ReturnType<typeof setTimeout> | undefined;
  let timeoutTimer: ReturnType<typeof setTimeout> | undefined;

  const post = (name: string, payload: object) =>
    iframe.contentWindow?.postMessage({ source: 'embed-host', name, payload }, origin);

  const closeRenewal = () => {
    clearTimeout(timeoutTimer);
    renewal?.remove();
    renewal = undefined;
  };

  const retry = (error: EmbedError, reason: 'open' | 'renew') => {
    const retryInMs = Math.min(maxRetryMs, 1000 * 2 ** failures++) * (1 - Math.random() / 2);
    clearTimeout(retryTimer);
    retryTimer = setTimeout(open, retryInMs, reason);
    onError?.({ ...error, retryInMs });
  };

  const signUrl = async (reason: 'open' | 'renew'): Promise<URL | undefined> => {
    if (signing) return;
    signing = true;
    clearTimeout(retryTimer);
    try {
      const url = new URL(await sign({ reason, signal }));
      if (signal.aborted) return;
      origin = url.origin;
      return url;
    } catch (cause) {
      if (!signal.aborted) retry({ code: 'sign_failed', cause }, reason);
    } finally {
      signing = false;
    }
    return;
  };

  const open = async (reason: 'open' | 'renew') => {
    clearTimeout(renewTimer);
    renewAt = Number.POSITIVE_INFINITY;
    closeRenewal();
    const url = await signUrl(reason);
    if (!url) return;
    if (reason === 'open') {
      cookieBlocked = false;
      iframe.src = url.href;
      return;
    }
    renewal = document.createElement('iframe');
    renewal.hidden = true;
    renewal.src = url.href;
    document.body.append(renewal);
    timeoutTimer = setTimeout(() => {
      closeRenewal();
      retry({ code: 'renewal_timeout' }, 'renew');
    }, renewalTimeoutMs);
  };

  const onSession = (expiresInSeconds: number, renewed: boolean) => {
    failures = 0;
    const renewInMs = Math.max(30, expiresInSeconds - Math.min(300, expiresInSeconds / 10)) * 1000;
    renewAt = Date.now() + renewInMs;
    clearTimeout(renewTimer);
    renewTimer = setTimeout(open, renewInMs, 'renew');
    if (!renewed) return;
    closeRenewal();
    post('renewed', {});
  };

  const onEmbedError = (error: EmbedError, reason: 'open' | 'renew') => {
    closeRenewal();
    cookieBlocked = error.code === 'cookie_blocked';
    if (error.code === 'unavailable') return retry(error, reason);
    const again = error.code === 'forbidden' && Date.now() - signedAgainAt > signAgainAfterMs;
    onError?.(again ? { ...error, retryInMs: 0 } : error);
    if (!again) return;
    signedAgainAt = Date.now();
    open(reason);
  };

  /** A running page loses nothing by a renewal. It retries by itself while the service is unavailable. */
  const onRunningPageError = (error: EmbedError) => {
    if (error.code === 'unavailable') onError?.(error);
    else if (!renewal && !signing) onEmbedError(error, 'renew');
  };

  const onMessage = async ({ data, source, origin: from }: MessageEvent) => {
    if (from !== origin || data?.source !== 'embed' || !source) return;
    const renewed = source === renewal?.contentWindow;
    if (!renewed && source !== iframe.contentWindow) return;
    const { code, requestId, running, expiresInSeconds, target } = data.payload ?? {};
    if (data.name === 'session' && expiresInSeconds > 0) onSession(expiresInSeconds, renewed);
    if (data.name === 'error') {
      const error = { code, requestId };
      if (running && !renewed) onRunningPageError(error);
      else onEmbedError(error, renewed ? 'renew' : 'open');
    }
    if (data.name === 'sign' && cookieBlocked) {
      if (target === 'frame') return open('open');
      const url = await signUrl('open');
      if (url) post('url', { url: url.href });
    }
  };

  /** Timers don't advance while a machine sleeps. */
  const onVisible = () => {
    if (!document.hidden && Date.now() > renewAt) open('renew');
  };

  document.defaultView?.addEventListener('message', onMessage, { signal });
  document.addEventListener('visibilitychange', onVisible, { signal });
  open('open');

  return {
    reload: () => open('open'),
    unmount: () => {
      stop.abort();
      clearTimeout(retryTimer);
      clearTimeout(renewTimer);
      closeRenewal();
    },
  };
}
