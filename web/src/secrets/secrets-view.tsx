import { useCollection } from '@cloudscape-design/collection-hooks';
import TextFilter from '@cloudscape-design/components/text-filter';
import { lazy, useEffect, useMemo, useState } from 'react';
import { FailureAlert } from '../api/failure-alert.tsx';
import { useAdmin } from '../app/admin-context.ts';
import { EmptyList, NoMatches } from '../ui/empty-list.tsx';
import { LoadBoundary } from '../ui/load-boundary.tsx';
import { RecordList } from '../ui/record-list.tsx';
import { matchesSecret } from './find-secrets.ts';
import { newestFirst, secretColumns } from './secret-columns.tsx';
import type { SecretDialogState } from './secret-dialog.tsx';
import { SecretsHeader } from './secrets-header.tsx';

// Not part of the first load.
const loadDialogs = () => import('./secret-dialog.tsx');
const SecretDialog = lazy(loadDialogs);

/** Lists the organization's secrets and manages them. */
export function SecretsView() {
  const { secrets } = useAdmin();
  const { loaded } = secrets;
  const [dialog, setDialog] = useState<SecretDialogState>();
  const columns = useMemo(() => secretColumns(setDialog), []);
  const all = loaded.status === 'ready' ? loaded.value : [];
  const create = () => setDialog({ kind: 'create' });

  const { items, collectionProps, filterProps, filteredItemsCount, actions } = useCollection(all, {
    filtering: {
      filteringFunction: matchesSecret,
      empty: (
        <EmptyList title="No secrets" action="Create your first secret" onAction={create}>
          Your server needs a secret to sign embed URLs. Create one, add its key to your server’s
          configuration, then test it in Try it.
        </EmptyList>
      ),
      noMatch: <NoMatches onClear={() => actions.setFiltering('')} />,
    },
    sorting: { defaultState: newestFirst },
  });

  useEffect(() => void loadDialogs().catch(() => {}), []);

  return (
    <>
      {dialog !== undefined && (
        <LoadBoundary>
          <SecretDialog dialog={dialog} onChange={setDialog} />
        </LoadBoundary>
      )}
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
        header={<SecretsHeader onCreate={create} />}
        filter={
          <TextFilter
            {...filterProps}
            disabled={all.length === 0}
            filteringPlaceholder="Find by name, status or last 4 characters of the key"
            filteringAriaLabel="Find secrets"
            filteringClearAriaLabel="Clear"
            countText={filteredItemsCount === 1 ? '1 match' : `${filteredItemsCount} matches`}
          />
        }
      />
    </>
  );
}
