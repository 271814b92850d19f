import { describe, expect, it } from 'vitest';
import { type V0Parameters, v0Claims } from '../../../shared/embed-url/verify-v0-login-url.ts';

const parameters = (optional: Record<string, string>): V0Parameters => ({
  ...{ contentPath: '/d/1', externalId: 'user-1', name: 'Ada' },
  ...{ nonce: 'a'.repeat(32), signature: 'a'.repeat(43), optional },
});

describe('the claims of a v0 URL', () => {
  it.each(['1', '-1', '0.1', '1.50', '9007199254740991', '123456789.25'])('keep the number %s', (number) => {
    const verdict = v0Claims(parameters({ userAttributes: `{"quota":${number}}` }));
    expect(verdict).toMatchObject({ ok: true, claims: { userAttributes: { quota: Number(number) } } });
  });

  it.each(['9007199254740993', '4503599627370497.3', '1e-400', '1e400', '0.1000000000000000055511151231'])(
    'are refused with the inexact number %s, anywhere in their JSON',
    (number) => {
      for (const [name, value] of [
        ['userAttributes', `{"quota":${number}}`],
        ['groups', `["a",${number}]`],
        ['customTheme', `{"a":[{"b":${number}}]}`],
      ] as const) {
        const verdict = v0Claims(parameters({ [name]: value }));
        expect(verdict).toEqual({ ok: false, reason: 'invalid_claim', field: name });
      }
    },
  );

  it('keep digits in a text', () => {
    const verdict = v0Claims(parameters({ userAttributes: '{"quota":"9007199254740993"}' }));
    expect(verdict).toMatchObject({ ok: true });
  });

  it('are refused with a boolean that is neither true nor false', () => {
    const typed = (accessBoost: string) => v0Claims(parameters({ accessBoost }));
    expect(typed('true')).toMatchObject({ ok: true, claims: { accessBoost: true } });
    expect(typed('false')).toMatchObject({ ok: true, claims: { accessBoost: false } });
    for (const value of ['maybe', 'TRUE', '0', 'falsey']) {
      expect(typed(value)).toEqual({ ok: false, reason: 'invalid_claim', field: 'accessBoost' });
    }
  });

  it('are refused if their identity doesn’t fit into its header', () => {
    const verdict = v0Claims({ ...parameters({}), externalId: '\u0000'.repeat(255) });
    expect(verdict).toEqual({ ok: false, reason: 'identity_too_large', field: 'externalId' });
  });

  it('may have at most 4,096 bytes of JSON', () => {
    const bytesBeside = Buffer.byteLength(
      JSON.stringify({ contentPath: '/d/1', externalId: 'user-1', name: 'Ada', email: '' }),
    );
    const email = (bytes: number) => parameters({ email: 'e'.repeat(bytes - bytesBeside) });
    expect(v0Claims(email(4096))).toMatchObject({ ok: true });
    expect(v0Claims(email(4097))).toMatchObject({ ok: false, reason: 'claims_too_large' });
    // The size of the claims, not of the URL: spaces in JSON don't count.
    const spaces = parameters({ userAttributes: `{${' '.repeat(5000)}}` });
    expect(v0Claims(spaces)).toMatchObject({ ok: true });
  });
});
