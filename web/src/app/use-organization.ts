import { useMemo, useRef } from 'react';
import type { RuntimeConfig } from '../../runtime-config.ts';
import type { FailureReason } from '../api/api-failure.ts';
import { embedApi } from '../api/embed-api.ts';
import { useSecrets } from '../secrets/use-secrets.ts';
import type { SignedIn } from '../sign-in/signed-in.ts';
import { useReadOnly } from './use-read-only.ts';

/** The API of an organization and its secrets, which are fetched again when a call shows that they are out of date. */
export function useOrganization({
  organizationId,
  config,
  signedIn,
}: {
  organizationId: string;
  config: RuntimeConfig;
  signedIn: SignedIn;
}) {
  const { isReadOnly, onFailure } = useReadOnly(signedIn);
  const refreshSecrets = useRef<() => Promise<void>>(undefined);
  const api = useMemo(
    () =>
      embedApi({
        ...config,
        organizationId,
        credentials: signedIn.credentials,
        onFailure: (id, failure) => {
          onFailure(id, failure);
          if (id === 'list-secrets') return;
          if (outOfDate.has(failure.reason)) void refreshSecrets.current?.();
        },
      }),
    [config, organizationId, signedIn, onFailure],
  );
  const secrets = useSecrets(api);
  refreshSecrets.current = secrets.refresh;
  return { api, secrets, isReadOnly };
}

/** Failures that show that another admin has changed what the page shows. */
const outOfDate: ReadonlySet<FailureReason> = new Set([
  'not_found',
  'embed_disabled',
  'already_retired',
  'already_replaced',
]);
