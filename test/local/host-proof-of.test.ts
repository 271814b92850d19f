import { expect, it } from 'vitest';
import { hostProofOf } from '../../local/host-proof-of.ts';

it('is off in a local run, unless it is switched on', () => {
  expect(hostProofOf({})).toBe('off');
  expect(hostProofOf({ EMBED_HOST_PROOF: 'off' })).toBe('off');
  expect(hostProofOf({ EMBED_HOST_PROOF: 'required' })).toBe('required');
});

it.each(['', 'on', 'true', 'Required'])('is neither by mistake: %j', (EMBED_HOST_PROOF) => {
  expect(() => hostProofOf({ EMBED_HOST_PROOF })).toThrow('EMBED_HOST_PROOF must be required or off.');
});
