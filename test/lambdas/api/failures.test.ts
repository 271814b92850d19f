import { describe, expect, it } from 'vitest';
import { ConditionFailedError, TableUnavailableError } from '../../../shared/dynamodb.ts';
import { apiClient } from '../../support/api.ts';

describe('a failed request', () => {
  it.each([
    ['the table does not respond', new TableUnavailableError('TimeoutError')],
    ['a read gets the response of a write', new ConditionFailedError()],
  ])('is 503 with Retry-After if %s', async (_, failure) => {
    const api = apiClient(() => Promise.reject(failure));
    const refused = await api.call('list-secrets', { organizationId: 'acme' });
    expect(refused).toMatchObject({
      status: 503,
      headers: { 'retry-after': '1' },
      body: { code: 'unavailable' },
    });
  });

  it('is 503 within three seconds if the table stops in the middle of a response', async () => {
    const signals: (AbortSignal | undefined)[] = [];
    const stuck = (_: unknown, budget?: AbortSignal) => {
      signals.push(budget);
      return new Promise<never>(() => undefined);
    };
    const startedAt = performance.now();
    const api = apiClient(stuck);
    const refused = await api.call('list-secrets', { organizationId: 'acme' });
    expect(refused).toMatchObject({ status: 503, headers: { 'retry-after': '1' } });
    expect(performance.now() - startedAt).toBeLessThan(3000);
    expect(signals).toMatchObject([{ aborted: true }]);
  });

  it('reveals nothing about an internal error, but asks to quote the request ID', async () => {
    const api = apiClient(() => Promise.reject(new Error('esk_0000000000000000000000000000 leaked')));
    const refused = await api.call('list-secrets', { organizationId: 'acme' });
    expect(refused).toMatchObject({
      status: 500,
      body: { code: 'internal_error', detail: 'Quote the request ID to support.' },
    });
    expect(JSON.stringify([refused, api.log])).not.toContain('leaked');
    expect(api.log.at(-1)).toMatchObject({ error: expect.stringMatching(/^Error < /) });
  });
});
