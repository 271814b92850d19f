import type { ListedSecret, SecretDetails } from '../../../shared/contract/records.ts';
import type { EmbedApi } from '../api/embed-api.ts';

/** Two secrets of which one replaces the other. */
export type Rotation = { old: SecretDetails; replacement: SecretDetails };

/** Fetches a secret and, if it replaces another one or is replaced, that one too. */
export async function loadSecret(
  api: EmbedApi,
  { id, replaces, replacedBy }: ListedSecret,
  all: readonly ListedSecret[],
): Promise<{ secret: SecretDetails; rotation: Rotation | undefined }> {
  const otherId = replacedBy ?? replaces;
  // What it replaced may be deleted.
  const exists = all.some((each) => each.id === otherId);
  const [secret, other] = await Promise.all([
    api.getSecret(id),
    otherId !== undefined && exists ? api.getSecret(otherId) : undefined,
  ]);
  if (other === undefined) return { secret, rotation: undefined };
  const rotation =
    replacedBy === undefined ? { old: other, replacement: secret } : { old: secret, replacement: other };
  return { secret, rotation };
}
