import { useCollection } from '@cloudscape-design/collection-hooks';
import Box from '@cloudscape-design/components/box';
import Button, { type ButtonProps } from '@cloudscape-design/components/button';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import TextFilter from '@cloudscape-design/components/text-filter';
import { useMemo, useRef, useState } from 'react';
import { useAdmin } from '../admin.ts';
import { FailureAlert } from '../api/failure-alert.tsx';
import { RecordList } from '../record-list.tsx';
import { newestFirst, secretColumns } from './secret-columns.tsx';
import { SecretDialog, type SecretDialogState } from './secret-dialog.tsx';

/** The organization's secrets, and all that can be done with them. */
export function SecretsView() {
  const { secrets } = useAdmin();
  const { loaded } = secrets;
  const [dialog, setDialog] = useState<SecretDialogState>();
  const addButton = useRef<ButtonProps.Ref>(null);
  const columns = useMemo(() => secretColumns(setDialog), []);
  const all = loaded.status === 'ready' ? loaded.value : [];
  const add = () => setDialog({ kind: 'add' });

  const { items, collectionProps, filterProps, filteredItemsCount, actions } = useCollection(all, {
    filtering: {
      fields: ['name'],
      empty: <NoSecrets onAdd={add} />,
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
        loadingText="Loading the secrets"
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
            description="A secret signs the URLs and sessions with which your users see the embedded application."
            actions={
              <SpaceBetween size="xs" direction="horizontal">
                <Button iconName="refresh" ariaLabel="Refresh" onClick={secrets.reload} />
                <Button ref={addButton} variant="primary" onClick={add} ariaHaspopup="dialog">
                  Add secret
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
            // The button that opened it may be gone, with its row.
            if (next === undefined && dialog.kind === 'delete') addButton.current?.focus();
          }}
        />
      )}
    </>
  );
}

function NoSecrets({ onAdd }: { onAdd: () => void }) {
  return (
    <Box textAlign="center" margin={{ vertical: 's' }}>
      <SpaceBetween size="s">
        <Box variant="strong">No secrets yet</Box>
        <Box color="text-body-secondary">
          Your server signs embed URLs with a secret; without one, nobody can see the embedded application.
          Add one, put its key into your server’s configuration, and see it work under “Try it”.
        </Box>
        <Button onClick={onAdd} ariaHaspopup="dialog">
          Add your first secret
        </Button>
      </SpaceBetween>
    </Box>
  );
}

function NoMatch({ onClear }: { onClear: () => void }) {
  return (
    <Box textAlign="center" margin={{ vertical: 's' }}>
      <SpaceBetween size="s">
        <Box variant="strong">No secret has a name like that</Box>
        <Button onClick={onClear}>Clear the filter</Button>
      </SpaceBetween>
    </Box>
  );
}
