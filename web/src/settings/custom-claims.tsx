import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import Toggle from '@cloudscape-design/components/toggle';
import { useAdmin } from '../app/admin-context.ts';
import { type ErrorOf, type SettingsFields, toNames } from './settings-fields.ts';

/** The organization's own claims, and whether URLs that its servers sign can have others. */
export function CustomClaims({
  fields: { customClaims, strictClaims },
  onChange,
  errorOf,
}: {
  fields: SettingsFields;
  onChange: (edits: Partial<SettingsFields>) => void;
  errorOf: ErrorOf;
}) {
  const { isReadOnly } = useAdmin();
  const errors = toNames(customClaims)
    .map((name, index) => errorOf(`customClaims.${index}`, `“${name}”`))
    .filter(Boolean)
    .join(' ');
  return (
    <Container
      header={
        <Header
          variant="h2"
          description="Claims of your own, which your application receives along with the known ones. Listing them catches misspelled names."
        >
          Custom claims
        </Header>
      }
    >
      <SpaceBetween size="l">
        <FormField
          label="Names"
          description="URLs and sessions that are created with the API can have these claims and the known ones."
          constraintText="One name per line, at most 50. A name has up to 64 letters, digits and underscores."
          errorText={errors || errorOf('customClaims', 'The list')}
          i18nStrings={{ errorIconAriaLabel: 'Error' }}
          stretch
        >
          <Textarea
            value={customClaims}
            disabled={isReadOnly}
            onChange={({ detail }) => onChange({ customClaims: detail.value })}
            placeholder="department"
            rows={3}
            spellcheck={false}
          />
        </FormField>
        <Toggle
          checked={strictClaims}
          disabled={isReadOnly}
          description="Otherwise, login URLs that your servers sign themselves can have any claims. Inspect your servers’ URLs before you turn this on."
          onChange={({ detail }) => onChange({ strictClaims: detail.checked })}
        >
          Reject login URLs with unknown claims
        </Toggle>
      </SpaceBetween>
    </Container>
  );
}
