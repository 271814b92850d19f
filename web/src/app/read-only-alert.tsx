import Alert from '@cloudscape-design/components/alert';
import { useAdmin } from './admin-context.ts';

/** Explains why nothing can be changed. */
export function ReadOnlyAlert() {
  const { organizationId } = useAdmin();
  return (
    <Alert type="info" statusIconAriaLabel="Info" header="You have read-only access">
      You can see everything but keys. To change something, ask an organization admin of {organizationId}.
    </Alert>
  );
}
