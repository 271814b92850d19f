import { describe, expect, it, vi } from 'vitest';
import { embedOrigin } from './fake-page.ts';
import { hourMs, openPage, pass, useFakeTime } from './open-page.ts';

useFakeTime();

describe('mountEmbed', () => {
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
});
