import { describe, expect, it } from 'vitest';
import type { SecretLifecycle } from '../../../shared/secrets/secret-lifecycle.ts';
import { isDisabled, secretStatus } from '../../../shared/secrets/secret-status.ts';

const now = Date.parse('2026-01-01T12:00:00.000Z');
const at = (difference: number): string => new Date(now + difference).toISOString();
const past = at(-1);
const future = at(1);

/** Every combination of the members that decide, and the first status that applies. */
const cases: { lifecycle: SecretLifecycle; status: string }[] = [
  undefined,
  { disabledAt: past },
  { disabledAt: past, disabledUntil: future },
  { disabledAt: past, disabledUntil: past },
].flatMap((disabled) => [
  { lifecycle: { ...disabled, retired: true }, status: 'retired' },
  { lifecycle: { ...disabled, retired: true, retiresAt: future }, status: 'retired' },
  { lifecycle: { ...disabled, retiresAt: past }, status: 'retired' },
  ...[undefined, future].map((retiresAt) => {
    const inForce = disabled !== undefined && disabled.disabledUntil !== past;
    const otherwise = retiresAt === undefined ? 'active' : 'retiring';
    return {
      lifecycle: { ...disabled, ...(retiresAt && { retiresAt }) },
      status: inForce ? 'disabled' : otherwise,
    };
  }),
]);

describe('the status of a secret', () => {
  it('is active without an entry', () => {
    expect(secretStatus(undefined, now)).toBe('active');
  });

  it.each(cases)('is $status for $lifecycle', ({ lifecycle, status }) => {
    expect(secretStatus(lifecycle, now)).toBe(status);
  });

  it('changes at the very millisecond of a deadline', () => {
    const retiring = { retiresAt: at(0) };
    expect(secretStatus(retiring, now - 1)).toBe('retiring');
    expect(secretStatus(retiring, now)).toBe('retired');
    const disabled = { disabledAt: at(-1000), disabledUntil: at(0) };
    expect(secretStatus(disabled, now - 1)).toBe('disabled');
    expect(secretStatus(disabled, now)).toBe('active');
  });

  it('ignores who was replaced and what the secret is limited to', () => {
    expect(secretStatus({ replaces: 'a', replacedBy: 'b', limits: { hosts: ['c'] } }, now)).toBe('active');
  });

  it.each(['', 'soon', 'until 1', '2026-02-30T00:00:00.000Z', '2000-01-01'])(
    'refuses where a deadline is %j',
    (deadline) => {
      expect(secretStatus({ retiresAt: deadline }, now)).toBe('retired');
      expect(secretStatus({ disabledAt: past, disabledUntil: deadline }, now)).toBe('disabled');
    },
  );

  it('compares times, not texts', () => {
    expect(secretStatus({ retiresAt: '2026-01-01T13:00:00+01:00' }, now)).toBe('retired');
    expect(secretStatus({ retiresAt: '2026-01-01T11:00:00.001-01:00' }, now)).toBe('retiring');
    expect(secretStatus({ retiresAt: '2026-01-01T12:00:00Z' }, now)).toBe('retired');
  });

  it('is disabled if only the end of a disablement is known', () => {
    expect(secretStatus({ disabledUntil: future }, now)).toBe('disabled');
  });

  it('includes the disablement of a retired secret', () => {
    expect(isDisabled({ retired: true, disabledAt: past }, now)).toBe(true);
    expect(isDisabled({ retired: true }, now)).toBe(false);
  });
});
