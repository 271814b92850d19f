import Select from '@cloudscape-design/components/select';
import TextFilter, { type TextFilterProps } from '@cloudscape-design/components/text-filter';
import type { SecretRecord } from '../../../shared/contract/records.ts';

const allSecrets = { value: '', label: 'All secrets' };

/** Finds sessions by user and by secret. */
export function SessionFilter({
  filterProps,
  matches,
  secrets,
  secretId,
  onSecretChange,
}: {
  filterProps: Pick<TextFilterProps, 'filteringText' | 'onChange' | 'disabled'>;
  matches: number | undefined;
  secrets: readonly SecretRecord[];
  secretId: string | undefined;
  onSecretChange: (secretId: string | undefined) => void;
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
      <Select
        ariaLabel="Secret"
        selectedOption={options.find(({ value }) => value === secretId) ?? allSecrets}
        options={options}
        filteringType={secrets.length > 10 ? 'auto' : 'none'}
        filteringPlaceholder="Find by name"
        onChange={({ detail: { selectedOption } }) =>
          onSecretChange(selectedOption.value === '' ? undefined : selectedOption.value)
        }
        selectedAriaLabel="Selected"
      />
    </div>
  );
}
