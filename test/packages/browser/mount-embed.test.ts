import { describe, expect, it, vi } from 'vitest';
import { embedOrigin, fakePage } from './fake-page.ts';
import { hourMs, openPage, pass, useFakeTime } from './open-page.ts';

useFakeTime();

describe('mountEmbed', () => {
  it('opens the iframe with a freshly signed URL', async () => {
    const { iframe, sign } = await openPage();
    expect(iframe.src).toBe(`${embedOrigin}/embed/login?n=1`);
    expect(sign).toHaveBeenCalledExactlyOnceWith({ reason: 'open', signal: expect.any(AbortSignal) });
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

describe('mountEmbed if the browser kept no cookie', () => {
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
