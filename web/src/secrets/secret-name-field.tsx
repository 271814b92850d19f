import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import * as v from 'valibot';
import { secretNameSchema } from '../../../shared/contract/secret-name.ts';

/** A secret's name. */
export function SecretNameField({
  value,
  onChange,
  error,
}: {
  value: string;
  onChange: (value: string) => void;
  error: string | undefined;
}) {
  return (
    <FormField
      label="Name"
      description="Where the secret is used, for example Production, Staging or Partner Integration."
      constraintText="1 to 100 characters."
      errorText={error}
      i18nStrings={{ errorIconAriaLabel: 'Error' }}
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

/** The validation error of a name by the API's own rule, if any. */
export function secretNameError(name: string): string | undefined {
  const checked = v.safeParse(secretNameSchema, name);
  return checked.success ? undefined : `The name ${checked.issues[0].message}.`;
}
