import type { Ports } from '../../local/ports.ts';
import { useLocalRun } from '../support/use-local-run.ts';
import { type EmbedResult, embed } from './embed.ts';

/** Starts a local run for the tests of a file. Returns its ports, and `embed-secrets … --local` for the organization acme. */
export function useLocalEmbed(): { ports: Ports; local: (...args: string[]) => Promise<EmbedResult> } {
  const ports = useLocalRun();
  const local = (...args: string[]) =>
    embed([...args, '--local', '--organization', 'acme'], {
      env: { EMBED_API_PORT: `${ports.api}`, EMBED_EDGE_PORT: `${ports.edge}` },
    });
  return { ports, local };
}
