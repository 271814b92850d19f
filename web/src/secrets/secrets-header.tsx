import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { maxSecrets } from '../../../shared/organizations/organization.ts';
import { useAdmin } from '../app/admin-context.ts';
import { InfoLink } from '../help/info-link.tsx';
import { focusFallback } from '../ui/focus.ts';

/** The number of free places below which the limit is announced. */
const fewLeft = 5;

const atMaximum = `You have ${maxSecrets} secrets, the maximum. Delete one to create another.`;

/** The header of the list of secrets: how many there are of how many, and Create secret. */
export function SecretsHeader({ onCreate }: { onCreate: () => void }) {
  const { secrets, isReadOnly } = useAdmin();
  const { loaded, reload } = secrets;
  const count = loaded.status === 'ready' ? loaded.value.length : undefined;
  const left = maxSecrets - (count ?? 0);
  return (
    <SpaceBetween size="s">
      <Header
        variant="h2"
        counter={count === undefined ? '' : `(${count}/${maxSecrets})`}
        info={<InfoLink about="embed secrets" />}
        description="Your server signs embed URLs with a secret key."
        actions={
          <SpaceBetween size="xs" direction="horizontal">
            <Button
              iconName="refresh"
              ariaLabel="Refresh"
              onClick={reload}
              nativeButtonAttributes={focusFallback}
            />
            <Button
              variant="primary"
              onClick={onCreate}
              ariaHaspopup="dialog"
              disabled={isReadOnly || left <= 0}
              disabledReason={isReadOnly ? 'You have read-only access.' : atMaximum}
            >
              Create secret
            </Button>
          </SpaceBetween>
        }
      >
        Embed secrets
      </Header>
      {left <= fewLeft && (
        <Alert type={left <= 0 ? 'warning' : 'info'} statusIconAriaLabel={left <= 0 ? 'Warning' : 'Info'}>
          {left <= 0
            ? atMaximum
            : `You can create ${left} more ${left === 1 ? 'secret' : 'secrets'}. The maximum is ${maxSecrets}.`}
        </Alert>
      )}
    </SpaceBetween>
  );
}
