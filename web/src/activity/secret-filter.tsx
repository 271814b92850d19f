import FormField from '@cloudscape-design/components/form-field';
import Select, { type SelectProps } from '@cloudscape-design/components/select';
import type { SecretRecord } from '../../../shared/contract/records.ts';

const allSecrets = { value: '', label: 'All secrets' };

/** Chooses one secret, deleted ones included. */
export function SecretFilter({
  existing,
  names,
  secretId,
  onSelect,
}: {
  /** `undefined` while they aren't loaded. */
  existing: readonly SecretRecord[] | undefined;
  names: ReadonlyMap<string, string>;
  secretId: string | undefined;
  onSelect: (secretId: string | undefined) => void;
}) {
  const isDeleted = isMissingFrom(existing);
  const others = [...new Map([...(secretId === undefined ? [] : [[secretId, secretId] as const]), ...names])]
    .filter(([id]) => existing === undefined || isDeleted(id))
    .map(([value, label]) => ({ value, label, ...(isDeleted(value) ? { description: 'Deleted' } : {}) }));
  const options: SelectProps.Option[] = [
    allSecrets,
    ...(existing ?? []).map(({ id, name, maskedKey }) => ({
      value: id,
      label: name,
      description: maskedKey,
    })),
    ...others,
  ];
  return (
    <FormField label="Secret" stretch>
      <Select
        selectedOption={options.find(({ value }) => value === secretId) ?? allSecrets}
        options={options}
        filteringType={options.length > 10 ? 'auto' : 'none'}
        filteringPlaceholder="Find by name"
        onChange={({ detail: { selectedOption } }) =>
          onSelect(selectedOption.value === '' ? undefined : selectedOption.value)
        }
        selectedAriaLabel="Selected"
      />
    </FormField>
  );
}

/** Returns whether a secret is deleted. Without the list of secrets, none is known to be. */
export const isMissingFrom =
  (existing: readonly SecretRecord[] | undefined) =>
  (secretId: string): boolean =>
    existing?.every(({ id }) => id !== secretId) ?? false;
