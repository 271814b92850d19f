import { describe, expect, it, vi } from 'vitest';
import { embedOrigin, fakePage } from './fake-page.ts';
import { hourMs, openPage, pass, useFakeTime } from './open-page.ts';

useFakeTime();

describe('mountEmbed', () => {
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
});
