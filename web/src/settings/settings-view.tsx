import Spinner from '@cloudscape-design/components/spinner';
import { useAdmin } from '../admin.ts';
import { FailureAlert } from '../api/failure-alert.tsx';
import { useLoaded } from '../use-loaded.ts';
import { SettingsForm } from './settings-form.tsx';

/** How the organization's embeds behave. */
export default function SettingsView() {
  const { api } = useAdmin();
  const { loaded, reload } = useLoaded(api.getSettings);
  switch (loaded.status) {
    case 'loading':
      return <Spinner size="large" />;
    case 'failed':
      return <FailureAlert failure={loaded.failure} onRetry={reload} />;
    case 'ready':
      return <SettingsForm settings={loaded.value} />;
  }
}
