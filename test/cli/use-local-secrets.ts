import { useLocalRun } from '../support/use-local-run.ts';
import { type EmbedResult, embed } from './embed.ts';

/** Starts a local run for the tests of a file. Returns `embed-secrets secrets …` as the admin of acme. */
export function useLocalSecrets(): (...args: string[]) => Promise<EmbedResult> {
  const ports = useLocalRun();
  return (...args) =>
    embed(['secrets', ...args, '--local', '--organization', 'acme'], {
      env: { EMBED_API_PORT: `${ports.api}` },
    });
}
