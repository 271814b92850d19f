import SpaceBetween from '@cloudscape-design/components/space-between';
import Spinner from '@cloudscape-design/components/spinner';
import type { ListedSecret } from '../../../shared/contract/records.ts';
import { FailureAlert } from '../api/failure-alert.tsx';
import { useLoaded } from '../api/use-loaded.ts';
import { useAdmin } from '../app/admin-context.ts';
import type { SecretDialogState } from '../secrets/secret-dialog.tsx';
import { LimitsPanel } from './limits-panel.tsx';
import { loadSecret } from './load-secret.ts';
import { MissingSecret } from './missing-secret.tsx';
import { RotationPanel } from './rotation-panel.tsx';
import { SecretEvents } from './secret-events.tsx';
import { SecretHeader } from './secret-header.tsx';
import { SecretOverview } from './secret-overview.tsx';
import { UsagePanel } from './usage-panel.tsx';

type Act = (dialog: SecretDialogState) => void;

/** The page of one secret: how it is used, its rotation, limits and events. */
export default function SecretPage({ secret, onAct }: { secret: ListedSecret | undefined; onAct: Act }) {
  return secret === undefined ? <MissingSecret /> : <Page secret={secret} onAct={onAct} />;
}

function Page({ secret, onAct }: { secret: ListedSecret; onAct: Act }) {
  const { api, secrets } = useAdmin();
  const all = secrets.loaded.status === 'ready' ? secrets.loaded.value : [];
  // The list changes when the admin changes a secret, and when they return to the page.
  const { loaded, reload } = useLoaded(() => loadSecret(api, secret, all), all);

  return (
    <SpaceBetween size="m">
      <SecretHeader secret={secret} onAct={onAct} />
      {loaded.status === 'loading' && <Spinner size="large" />}
      {loaded.status === 'failed' && <FailureAlert failure={loaded.failure} onRetry={reload} />}
      {loaded.status === 'ready' && (
        <SpaceBetween size="m">
          {loaded.value.rotation !== undefined && (
            <RotationPanel rotation={loaded.value.rotation} onAct={onAct} />
          )}
          <SecretOverview secret={loaded.value.secret} onAct={onAct} />
          <LimitsPanel secret={loaded.value.secret} onAct={onAct} />
          <UsagePanel secret={loaded.value.secret} />
          <SecretEvents secret={loaded.value.secret} />
        </SpaceBetween>
      )}
    </SpaceBetween>
  );
}
