import { useCollection } from '@cloudscape-design/collection-hooks';
import TextFilter from '@cloudscape-design/components/text-filter';
import { useEffect, useMemo } from 'react';
import { FailureAlert } from '../api/failure-alert.tsx';
import { useAdmin } from '../app/admin-context.ts';
import { EmptyList, NoMatches } from '../ui/empty-list.tsx';
import { returnFocus } from '../ui/focus.ts';
import { RecordList } from '../ui/record-list.tsx';
import { matchesSecret } from './find-secrets.ts';
import { newestFirst, secretColumns } from './secret-columns.tsx';
import type { SecretDialogState } from './secret-dialog.tsx';
import { SecretsHeader } from './secrets-header.tsx';

/** What the list shows; kept while a secret's page is open. */
export type ListState = { filteringText: string; openedId: string | undefined };

/** The organization's secrets. */
export function SecretList({
  onAct,
  state,
}: {
  onAct: (dialog: SecretDialogState) => void;
  state: ListState;
}) {
  const { organizationId, secrets, isReadOnly } = useAdmin();
  const { loaded } = secrets;
  const columns = useMemo(() => secretColumns(organizationId, onAct), [organizationId, onAct]);
  const all = loaded.status === 'ready' ? loaded.value : [];
  const create = () => onAct({ kind: 'create' });

  const { items, collectionProps, filterProps, filteredItemsCount, actions } = useCollection(all, {
    filtering: {
      filteringFunction: matchesSecret,
      defaultFilteringText: state.filteringText,
      empty: (
        <EmptyList
          title="No secrets"
          {...(isReadOnly ? {} : { action: 'Create your first secret', onAction: create })}
        >
          Your server needs a secret to sign embed URLs. Create one, add its key to your server’s
          configuration, then test it in Try it.
        </EmptyList>
      ),
      noMatch: <NoMatches onClear={() => actions.setFiltering('')} />,
    },
    sorting: { defaultState: newestFirst },
  });

  state.filteringText = filterProps.filteringText;
  // Back from a secret's page: to the link that opened it.
  useEffect(() => {
    if (state.openedId !== undefined) focusLink(state.openedId);
    state.openedId = undefined;
  }, [state]);

  return (
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
  );
}

function focusLink(secretId: string): void {
  const link = document.querySelector(`[data-secret="${secretId}"]`)?.closest('a');
  returnFocus(link ?? null);
}
