import FormField from '@cloudscape-design/components/form-field';
import Select from '@cloudscape-design/components/select';
import { useAdmin } from '../app/admin-context.ts';

const newest = { value: '', label: 'Newest secret' };

/** The secret to sign with. */
export function SecretSelect({
  secretId,
  onChange,
}: {
  /** `undefined`: the newest. */
  secretId: string | undefined;
  onChange: (secretId: string | undefined) => void;
}) {
  const { loaded } = useAdmin().secrets;
  const secrets = loaded.status === 'ready' ? loaded.value : [];
  const options = [
    newest,
    ...secrets.map(({ id, name, maskedKey }) => ({ value: id, label: name, description: maskedKey })),
  ];
  return (
    <FormField label="Secret">
      <Select
        selectedOption={options.find(({ value }) => value === secretId) ?? newest}
        options={options}
        filteringType={secrets.length > 10 ? 'auto' : 'none'}
        filteringPlaceholder="Find by name"
        onChange={({ detail: { selectedOption } }) =>
          onChange(selectedOption.value === '' ? undefined : selectedOption.value)
        }
        selectedAriaLabel="Selected"
      />
    </FormField>
  );
}
