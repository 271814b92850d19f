import { useMemo } from 'react';
import type { ListedSecret, SecretRecord } from '../../../shared/contract/records.ts';
import type { EmbedApi } from '../api/embed-api.ts';
import { type Loaded, useLoaded } from '../api/use-loaded.ts';
import { useOnReturn } from '../ui/use-on-return.ts';
import { useRefreshAtDeadline } from './use-refresh-at-deadline.ts';

/** The organization's secrets without their keys, and functions that apply the admin's changes to the list. */
export type Secrets = {
  loaded: Loaded<readonly ListedSecret[]>;
  reload: () => void;
  refresh: () => Promise<void>;
  created: (secret: SecretRecord) => void;
  changed: (secret: SecretRecord) => void;
  deleted: (secretId: string) => void;
};

export function useSecrets(api: EmbedApi): Secrets {
  const { loaded, reload, refresh, change } = useLoaded(api.listSecrets);
  useOnReturn(refresh);
  useRefreshAtDeadline(loaded.status === 'ready' ? loaded.value : none, refresh);
  return useMemo(
    () => ({
      loaded,
      reload,
      refresh,
      created: (secret) => {
        if (loaded.status === 'ready') change((secrets) => [{ ...secret, usage: { days: [] } }, ...secrets]);
        else reload();
      },
      changed: (secret) =>
        change((secrets) => secrets.map((each) => (each.id === secret.id ? withUsage(secret, each) : each))),
      deleted: (secretId) => change((secrets) => secrets.filter(({ id }) => id !== secretId)),
    }),
    [loaded, reload, refresh, change],
  );
}

const none: readonly ListedSecret[] = [];

/** Changing a secret doesn't use it, so the response doesn't say how it is used. */
const withUsage = (secret: SecretRecord, { lastUsedAt, usage }: ListedSecret): ListedSecret => ({
  ...secret,
  ...(lastUsedAt === undefined ? {} : { lastUsedAt }),
  ...(usage === undefined ? {} : { usage }),
});
