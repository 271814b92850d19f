import { useCollection } from '@cloudscape-design/collection-hooks';
import Box from '@cloudscape-design/components/box';
import Button, { type ButtonProps } from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import TextFilter from '@cloudscape-design/components/text-filter';
import { useMemo, useRef, useState } from 'react';
import { FailureAlert } from '../api/failure-alert.tsx';
import { useAdmin } from '../app/admin-context.ts';
import { RecordList } from '../ui/record-list.tsx';
import { newestFirst, secretColumns } from './secret-columns.tsx';
import { SecretDialog, type SecretDialogState } from './secret-dialog.tsx';

/** Lists the organization's secrets and manages them. */
export function SecretsView() {
  const { secrets } = useAdmin();
  const { loaded } = secrets;
  const [dialog, setDialog] = useState<SecretDialogState>();
  const createButton = useRef<ButtonProps.Ref>(null);
  const columns = useMemo(() => secretColumns(setDialog), []);
  const all = loaded.status === 'ready' ? loaded.value : [];
  const create = () => setDialog({ kind: 'create' });

  const { items, collectionProps, filterProps, filteredItemsCount, actions } = useCollection(all, {
    filtering: {
      fields: ['name'],
      empty: <NoSecrets onCreate={create} />,
      noMatch: <NoMatch onClear={() => actions.setFiltering('')} />,
    },
    sorting: { defaultState: newestFirst },
  });

  return (
    <>
      <RecordList
        {...collectionProps}
        label="Embed secrets"
        columns={columns}
        items={items}
        loadingText="Loading secrets"
        loading={loaded.status === 'loading'}
        empty={
          loaded.status === 'failed' ? (
            <FailureAlert failure={loaded.failure} onRetry={secrets.reload} />
          ) : (
            collectionProps.empty
          )
        }
        header={
          <Header
            variant="h2"
            counter={loaded.status === 'ready' ? `(${all.length})` : ''}
            description="Your server signs embed URLs with a secret key."
            actions={
              <SpaceBetween size="xs" direction="horizontal">
                <Button iconName="refresh" ariaLabel="Refresh" onClick={secrets.reload} />
                <Button ref={createButton} variant="primary" onClick={create} ariaHaspopup="dialog">
                  Create secret
                </Button>
              </SpaceBetween>
            }
          >
            Embed secrets
          </Header>
        }
        filter={
          <TextFilter
            {...filterProps}
            disabled={all.length === 0}
            filteringPlaceholder="Find by name"
            filteringAriaLabel="Find secrets by name"
            filteringClearAriaLabel="Clear"
            countText={filteredItemsCount === 1 ? '1 match' : `${filteredItemsCount} matches`}
          />
        }
      />
      {dialog !== undefined && (
        <SecretDialog
          dialog={dialog}
          onChange={(next) => {
            setDialog(next);
            // The row with the button that opened the dialog may be gone.
            if (next === undefined && dialog.kind === 'delete') createButton.current?.focus();
          }}
        />
      )}
    </>
  );
}

function NoSecrets({ onCreate }: { onCreate: () => void }) {
  return (
    <Box textAlign="center" margin={{ vertical: 's' }}>
      <SpaceBetween size="s">
        <Box variant="strong">No secrets</Box>
        <Box color="text-body-secondary">
          Your server needs a secret to sign embed URLs. Create one, add its key to your server’s
          configuration, then test it in Try it.
        </Box>
        <Button onClick={onCreate} ariaHaspopup="dialog">
          Create your first secret
        </Button>
      </SpaceBetween>
    </Box>
  );
}

function NoMatch({ onClear }: { onClear: () => void }) {
  return (
    <Box textAlign="center" margin={{ vertical: 's' }}>
      <SpaceBetween size="s">
        <Box variant="strong">No matches</Box>
        <Button onClick={onClear}>Clear filter</Button>
      </SpaceBetween>
    </Box>
  );
}
