import SegmentedControl from '@cloudscape-design/components/segmented-control';
import Select from '@cloudscape-design/components/select';
import TextFilter, { type TextFilterProps } from '@cloudscape-design/components/text-filter';
import type { SecretRecord } from '../../../shared/contract/records.ts';
import type { SessionSelection } from './use-sessions.ts';

const allSecrets = { value: '', label: 'All secrets' };

const states = [
  { id: 'active', text: 'Active' },
  { id: 'pending', text: 'Pending' },
] as const;

/** Finds sessions by user, by secret and by state. */
export function SessionFilter({
  filterProps,
  matches,
  secrets,
  selection,
  onSelect,
}: {
  filterProps: Pick<TextFilterProps, 'filteringText' | 'onChange' | 'disabled'>;
  matches: number | undefined;
  secrets: readonly SecretRecord[];
  selection: SessionSelection;
  onSelect: (selection: SessionSelection) => void;
}) {
  const options = [
    allSecrets,
    ...secrets.map(({ id, name, maskedKey }) => ({ value: id, label: name, description: maskedKey })),
  ];
  return (
    <div className="filters">
      <TextFilter
        {...filterProps}
        filteringPlaceholder="Find by user name or external ID"
        filteringAriaLabel="Find sessions"
        filteringClearAriaLabel="Clear"
        countText={matches === 1 ? '1 match' : `${matches} matches`}
      />
      <div data-chooses="secret">
        <Select
          ariaLabel="Secret"
          selectedOption={options.find(({ value }) => value === selection.secretId) ?? allSecrets}
          options={options}
          filteringType={secrets.length > 10 ? 'auto' : 'none'}
          filteringPlaceholder="Find by name"
          disabled={selection.state === 'pending'}
          onChange={({ detail: { selectedOption } }) =>
            onSelect({
              ...selection,
              secretId: selectedOption.value === '' ? undefined : selectedOption.value,
            })
          }
          selectedAriaLabel="Selected"
        />
      </div>
      <div data-chooses="state">
        <SegmentedControl
          label="State"
          selectedId={selection.state}
          options={states}
          onChange={({ detail }) => {
            const state = states.find(({ id }) => id === detail.selectedId)?.id;
            if (state !== undefined) onSelect({ state, secretId: undefined });
          }}
        />
      </div>
    </div>
  );
}
