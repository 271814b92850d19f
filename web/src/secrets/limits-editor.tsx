import FormField from '@cloudscape-design/components/form-field';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import type { LimitsErrors, LimitsFields } from './limits-fields.ts';

/** Edits what URLs of a secret may open. Everything is optional. */
export function LimitsEditor({
  fields,
  errors,
  onChange,
}: {
  fields: LimitsFields;
  errors: LimitsErrors;
  onChange: (fields: LimitsFields) => void;
}) {
  const edit = (changed: Partial<LimitsFields>) => onChange({ ...fields, ...changed });
  const i18nStrings = { errorIconAriaLabel: 'Error' };
  return (
    <FormField errorText={errors.all} i18nStrings={i18nStrings} stretch>
      <SpaceBetween size="m">
        <FormField
          label="Paths"
          description="What its URLs and sessions can open, including everything below each path. Add what the application loads, such as /assets."
          constraintText="One path per line, at most 10. Leave empty to allow all paths."
          errorText={errors.paths}
          i18nStrings={i18nStrings}
          stretch
        >
          <Textarea
            value={fields.paths}
            onChange={({ detail }) => edit({ paths: detail.value })}
            placeholder="/dashboards/sales"
            rows={2}
            spellcheck={false}
          />
        </FormField>
        <FormField
          label="Hosts"
          constraintText="One host name per line, at most 10. Leave empty to allow all hosts of the organization."
          errorText={errors.hosts}
          i18nStrings={i18nStrings}
          stretch
        >
          <Textarea
            value={fields.hosts}
            onChange={({ detail }) => edit({ hosts: detail.value })}
            placeholder="analytics.example.com"
            rows={2}
            spellcheck={false}
          />
        </FormField>
        <FormField
          label="Longest lifetime of a URL, in seconds"
          constraintText="For example 300 for 5 minutes. v0 URLs, which don’t expire, are then rejected."
          errorText={errors.seconds}
          i18nStrings={i18nStrings}
        >
          <Input
            value={fields.seconds}
            onChange={({ detail }) => edit({ seconds: detail.value })}
            inputMode="numeric"
            autoComplete={false}
          />
        </FormField>
      </SpaceBetween>
    </FormField>
  );
}
