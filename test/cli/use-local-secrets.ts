import type { EmbedResult } from './embed.ts';
import { useLocalEmbed } from './use-local-embed.ts';

/** Starts a local run for the tests of a file. Returns `embed-secrets secrets …` as the admin of acme. */
export function useLocalSecrets(): (...args: string[]) => Promise<EmbedResult> {
  const { local } = useLocalEmbed();
  return (...args) => local('secrets', ...args);
}
