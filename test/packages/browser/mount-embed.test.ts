import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { embedOrigin, fakePage } from './fake-page.ts';

beforeEach(() => {
  vi.useFakeTimers();
  vi.spyOn(Math, 'random').mockReturnValue(0);
});
afterEach(() => {
  vi.useRealTimers();
  vi.restoreAllMocks();
});

const pass = (ms: number) => vi.advanceTimersByTimeAsync(ms);
const hourMs = 3_600_000;

/** A page whose embedded application shows a session of one hour. */
async function openPage(options = {}) {
  const page = fakePage(options);
  await pass(0);
  await page.post('session', { expiresInSeconds: 3600 });
  return page;
}

describe('mountEmbed', () => {
  it('opens the iframe with a freshly signed URL', async () => {
    const { iframe, sign } = await openPage();
    expect(iframe.src).toBe(`${embedOrigin}/embed/login?n=1`);
    expect(sign).toHaveBeenCalledExactlyOnceWith({ reason: 'open', signal: expect.any(AbortSignal) });
  });

  it('renews five minutes before the end, in a hidden iframe, and tells the visible one', async () => {
    const { iframe, renewals, sign, post } = await openPage();
    await pass(hourMs - 300_001);
    expect(renewals).toHaveLength(0);
    await pass(1);
    expect(sign).toHaveBeenLastCalledWith({ reason: 'renew', signal: expect.any(AbortSignal) });
    expect(renewals).toMatchObject([{ hidden: true, src: `${embedOrigin}/embed/login?n=2` }]);

    await post('session', { expiresInSeconds: 3600 }, { from: renewals[0] });
    expect(renewals).toHaveLength(0);
    expect(iframe.src).toBe(`${embedOrigin}/embed/login?n=1`);
    const renewed = { source: 'embed-host', name: 'renewed', payload: {} };
    expect(iframe.contentWindow.postMessage).toHaveBeenCalledExactlyOnceWith(renewed, embedOrigin);
    await pass(hourMs - 300_000);
    expect(sign).toHaveBeenCalledTimes(3);
  });

  it('renews a tenth before the end of a short session, and never more often than every 30 seconds', async () => {
    const { sign, post } = await openPage();
    await post('session', { expiresInSeconds: 600 });
    await pass(539_999);
    expect(sign).toHaveBeenCalledTimes(1);
    await pass(1);
    expect(sign).toHaveBeenCalledTimes(2);
    await post('session', { expiresInSeconds: 1 });
    await pass(29_999);
    expect(sign).toHaveBeenCalledTimes(2);
  });

  it('renews at once when a machine wakes up after the time to renew', async () => {
    const { document, sign } = await openPage();
    vi.setSystemTime(Date.now() + hourMs);
    document.dispatchEvent(new Event('visibilitychange'));
    await pass(0);
    expect(sign).toHaveBeenLastCalledWith({ reason: 'renew', signal: expect.any(AbortSignal) });
  });

  it('opens the iframe anew when the edge shows that the session ended', async () => {
    const { iframe, errors, post } = await openPage();
    await pass(60_000);
    await post('error', { code: 'forbidden', requestId: 'r1' });
    expect(errors).toEqual([{ code: 'forbidden', requestId: 'r1', retryInMs: 0 }]);
    expect(iframe.src).toBe(`${embedOrigin}/embed/login?n=2`);
  });

  it('keeps a running page when it reports that the session ended', async () => {
    const { iframe, renewals, post } = await openPage();
    await pass(60_000);
    await post('error', { code: 'forbidden', requestId: 'r1', running: true });
    expect(iframe.src).toBe(`${embedOrigin}/embed/login?n=1`);
    expect(renewals).toMatchObject([{ src: `${embedOrigin}/embed/login?n=2` }]);
  });

  it.each([{}, { running: true }])(
    'signs again once in 30 seconds: what a new URL does not cure is not tried for ever: %o',
    async (state) => {
      const { sign, errors, renewals, post } = await openPage();
      const refused = { code: 'forbidden', requestId: 'r1' };
      await post('error', { ...refused, ...state });
      expect(sign).toHaveBeenCalledTimes(2);
      await pass(10_000);
      await post('error', refused, { from: renewals[0] });
      await pass(20_000);
      await post('error', { ...refused, ...state });
      await pass(60_000);
      expect(sign).toHaveBeenCalledTimes(2);
      expect(errors).toEqual([{ ...refused, retryInMs: 0 }, refused, refused]);
      await post('error', { ...refused, ...state });
      expect(sign).toHaveBeenCalledTimes(3);
    },
  );

  it('renews once for all requests of a running page that meet the ended session', async () => {
    const { renewals, sign, errors, post } = await openPage();
    for (const requestId of ['r1', 'r2', 'r3'])
      await post('error', { code: 'forbidden', requestId, running: true });
    expect(sign).toHaveBeenCalledTimes(2);
    expect(renewals).toHaveLength(1);
    expect(errors).toHaveLength(1);
  });

  it('retries ever more slowly while the service is unavailable, at most once a minute', async () => {
    const { sign, errors, post } = await openPage();
    for (let attempt = 0; attempt < 9; attempt++) {
      await post('error', { code: 'unavailable', requestId: 'r1' });
      await pass(errors.at(-1)?.retryInMs ?? 0);
      expect(sign).toHaveBeenCalledTimes(attempt + 2);
    }
    const waits = errors.map(({ retryInMs = 0 }) => retryInMs / 1000);
    expect(waits).toEqual([1, 2, 4, 8, 16, 32, 60, 60, 60]);
    await post('session', { expiresInSeconds: 3600 });
    await post('error', { code: 'unavailable', requestId: 'r1' });
    expect(errors.at(-1)?.retryInMs).toBe(1000);
  });

  it('retries once for several errors at a time, and not at all once it is unmounted', async () => {
    const { embed, sign, post } = await openPage();
    await post('error', { code: 'unavailable', requestId: 'r1' });
    await post('error', { code: 'unavailable', requestId: 'r2' });
    await pass(10_000);
    expect(sign).toHaveBeenCalledTimes(2);
    await post('error', { code: 'unavailable', requestId: 'r3' });
    await post('error', { code: 'unavailable', requestId: 'r4' });
    embed.unmount();
    expect(vi.getTimerCount()).toBe(0);
  });

  it('leaves it to a running page to retry while the service is unavailable', async () => {
    const { sign, errors, post } = await openPage();
    await post('error', { code: 'unavailable', requestId: 'r1', running: true });
    await pass(60_000);
    expect(sign).toHaveBeenCalledTimes(1);
    expect(errors).toEqual([{ code: 'unavailable', requestId: 'r1' }]);
  });

  it('retries a renewal that finds the service unavailable, and keeps the visible page', async () => {
    const { iframe, renewals, sign, post } = await openPage();
    await pass(hourMs - 300_000);
    await post('error', { code: 'unavailable', requestId: 'r1' }, { from: renewals[0] });
    expect(renewals).toHaveLength(0);
    await pass(1000);
    expect(sign).toHaveBeenCalledTimes(3);
    expect(renewals).toHaveLength(1);
    expect(iframe.src).toBe(`${embedOrigin}/embed/login?n=1`);
  });

  it('retries a renewal of which the application reports no session within 30 seconds', async () => {
    const { renewals, errors, sign } = await openPage();
    await pass(hourMs - 300_000 + 30_000);
    expect(renewals).toHaveLength(0);
    expect(errors).toEqual([{ code: 'renewal_timeout', retryInMs: 1000 }]);
    await pass(1000);
    expect(sign).toHaveBeenCalledTimes(3);
  });

  it('retries if the host page cannot sign, and tells why', async () => {
    const cause = new Error('offline');
    const sign = vi.fn().mockRejectedValueOnce(cause).mockResolvedValue(`${embedOrigin}/embed/login?n=1`);
    const { iframe, errors } = fakePage({ sign });
    await pass(999);
    expect(errors).toEqual([{ code: 'sign_failed', cause, retryInMs: 1000 }]);
    await pass(1);
    expect(iframe.src).toBe(`${embedOrigin}/embed/login?n=1`);
  });

  it.each([
    ['another window', { from: fakePage().iframe }],
    ['another origin', { origin: 'https://evil.example' }],
    ['another source', { source: 'other' }],
  ])('ignores messages of %s', async (_, sender) => {
    const { sign, errors, post } = await openPage();
    await pass(60_000);
    await post('error', { code: 'forbidden', requestId: 'r1' }, sender);
    await post('session', { expiresInSeconds: 60 }, sender);
    await pass(60_000);
    expect(sign).toHaveBeenCalledTimes(1);
    expect(errors).toEqual([]);
  });

  it.each([undefined, {}, { expiresInSeconds: 'soon' }, { expiresInSeconds: -1 }])(
    'ignores a session message with an unexpected payload: %o',
    async (payload) => {
      const { sign, post } = await openPage();
      await post('session', payload);
      await pass(hourMs - 300_001);
      expect(sign).toHaveBeenCalledTimes(1);
    },
  );

  it('stops with unmount: no messages, timers or hidden iframes are left', async () => {
    const { embed, renewals, sign, errors, post } = await openPage();
    await pass(hourMs - 300_000);
    expect(renewals).toHaveLength(1);
    embed.unmount();
    expect(renewals).toHaveLength(0);
    expect(vi.getTimerCount()).toBe(0);
    await post('error', { code: 'unavailable', requestId: 'r1' });
    expect(vi.getTimerCount()).toBe(0);
    expect(errors).toEqual([]);
    expect(sign.mock.lastCall?.[0]).toMatchObject({ signal: { aborted: true } });
  });

  it('does not open a URL that was signed while it was unmounted', async () => {
    const { promise, resolve } = Promise.withResolvers<string>();
    const { embed, iframe } = fakePage({ sign: () => promise });
    embed.unmount();
    resolve(`${embedOrigin}/embed/login`);
    await pass(0);
    expect(iframe.src).toBe('');
  });
});

describe('mountEmbed where the browser kept no cookie', () => {
  const blocked = { code: 'cookie_blocked', requestId: 'r1' };

  it('waits for the viewer: signing again would end the same way', async () => {
    const { sign, errors, post } = await openPage();
    await pass(60_000);
    await post('error', blocked);
    await pass(120_000);
    expect(sign).toHaveBeenCalledTimes(1);
    expect(errors).toEqual([blocked]);
  });

  it('opens the iframe with a fresh URL when the embedded page got access to its cookies', async () => {
    const { iframe, post } = await openPage();
    await post('error', blocked);
    await post('sign', { target: 'frame' });
    expect(iframe.src).toBe(`${embedOrigin}/embed/login?n=2`);
  });

  it('hands a fresh URL to the embedded page, and to no other origin, for a tab of its own', async () => {
    const { iframe, post } = await openPage();
    await post('error', blocked);
    await post('sign', { target: 'tab' });
    const message = { source: 'embed-host', name: 'url', payload: { url: `${embedOrigin}/embed/login?n=2` } };
    expect(iframe.contentWindow.postMessage).toHaveBeenCalledExactlyOnceWith(message, embedOrigin);
    expect(iframe.src).toBe(`${embedOrigin}/embed/login?n=1`);
  });

  it('signs on request of the embedded page at no other time', async () => {
    const { sign, post } = await openPage();
    await post('sign', { target: 'tab' });
    await post('sign', { target: 'frame' });
    expect(sign).toHaveBeenCalledTimes(1);
  });
});
