import Spinner from '@cloudscape-design/components/spinner';
import { FailureAlert } from '../api/failure-alert.tsx';
import { useAdmin } from '../app/admin-context.ts';
import { useLoaded } from '../ui/use-loaded.ts';
import { SettingsForm } from './settings-form.tsx';

/** Loads the organization's settings for editing. */
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
