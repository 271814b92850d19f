/**
 * Whether a local run's `put-host` looks for the proof in DNS: `EMBED_HOST_PROOF`, off unless it is switched on.
 *
 * @throws {Error} in one sentence for the user, when the value is neither
 */
export function hostProofOf({ EMBED_HOST_PROOF = 'off' }: NodeJS.ProcessEnv): 'required' | 'off' {
  if (EMBED_HOST_PROOF === 'required' || EMBED_HOST_PROOF === 'off') return EMBED_HOST_PROOF;
  throw new Error('EMBED_HOST_PROOF must be required or off.');
}
