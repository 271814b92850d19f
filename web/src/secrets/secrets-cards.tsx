import Cards, { type CardsProps } from '@cloudscape-design/components/cards';
import type { Secret } from '../api/records.ts';
import { Moment } from '../moment.tsx';
import { MaskedKey } from './masked-key.tsx';
import { SecretActions } from './secret-actions.tsx';
import type { SecretDialogState } from './secret-dialog.tsx';

/** The secrets on a narrow screen. */
export function SecretsCards({
  onAct,
  items,
  loading,
  header,
  filter,
  empty,
}: Pick<CardsProps<Secret>, 'items' | 'header' | 'filter' | 'empty'> & {
  loading: boolean;
  onAct: (dialog: SecretDialogState) => void;
}) {
  return (
    <Cards
      items={items}
      loading={loading}
      header={header}
      filter={filter}
      empty={empty}
      trackBy="id"
      loadingText="Loading the secrets"
      cardsPerRow={[{ cards: 1 }]}
      ariaLabels={{
        itemSelectionLabel: (_, { name }) => name,
        selectionGroupLabel: 'Secrets',
        cardsLabel: 'Embed secrets',
      }}
      renderAriaLive={({ lastIndex }) => `${lastIndex} secrets`}
      cardDefinition={{
        header: ({ name }) => name,
        sections: [
          {
            id: 'secret',
            content: (secret) => (
              <MaskedKey secret={secret} onReveal={() => onAct({ kind: 'reveal', secret })} />
            ),
          },
          {
            id: 'created',
            header: 'Created',
            content: ({ createdAt, createdBy }) => <Moment at={createdAt} by={`Created by ${createdBy}`} />,
          },
          {
            id: 'actions',
            content: (secret) => <SecretActions secret={secret} onAct={onAct} />,
          },
        ],
      }}
    />
  );
}
