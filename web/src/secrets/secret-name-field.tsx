import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';

/** A secret's name. */
export function SecretNameField({
  label = 'Name',
  value,
  onChange,
  error,
  warning,
}: {
  label?: string;
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
  warning: string | undefined;
}) {
  return (
    <FormField
      label={label}
      description="Where the secret is used, for example Production, Staging or Partner Integration."
      constraintText="1 to 100 characters."
      errorText={error}
      warningText={warning}
      i18nStrings={{ errorIconAriaLabel: 'Error', warningIconAriaLabel: 'Warning' }}
      stretch
    >
      <Input
        value={value}
        onChange={({ detail }) => onChange(detail.value)}
        placeholder="Production"
        name="name"
        autoComplete={false}
        spellcheck
      />
    </FormField>
  );
}
