import Spinner from '@cloudscape-design/components/spinner';
import { FailureAlert } from '../api/failure-alert.tsx';
import { useLoaded } from '../api/use-loaded.ts';
import { useAdmin } from '../app/admin-context.ts';
import { useOnReturn } from '../ui/use-on-return.ts';
import { SettingsForm } from './settings-form.tsx';

/** Loads the organization's settings for editing. */
export default function SettingsView() {
  const { api } = useAdmin();
  const { loaded, reload, refresh, change } = useLoaded(api.getSettings);
  useOnReturn(refresh);
  switch (loaded.status) {
    case 'loading':
      return <Spinner size="large" />;
    case 'failed':
      return <FailureAlert failure={loaded.failure} onRetry={reload} />;
    case 'ready':
      return <SettingsForm settings={loaded.value} onSaved={(settings) => change(() => settings)} />;
  }
}
