import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { useState } from 'react';
import type { GeneratedUrl, SecretRecord } from '../../../shared/contract/records.ts';
import { FailureAlert } from '../api/failure-alert.tsx';
import { useNotifyFailure } from '../api/use-notify-failure.ts';
import { useAdmin } from '../app/admin-context.ts';
import { CopyButton } from '../ui/copy-button.tsx';
import { useSubmission } from '../ui/use-submission.ts';
import { parseAdditional, type ViewerFields, viewerClaims } from './viewer-claims.ts';

/** A generated URL with its viewer, content path and secret. */
export type GeneratedFor = GeneratedUrl & {
  name: string;
  contentPath: string;
  secretId: string | undefined;
};

const example: ViewerFields = {
  contentPath: '/dashboards/sales',
  externalId: 'ada@example.com',
  name: 'Ada Lovelace',
  additional: '',
};

const newest = { value: '', label: 'Newest secret' };

/** Asks for the viewer, the content path and the secret to sign with. */
export function ViewerForm({ onGenerated }: { onGenerated: (generated: GeneratedFor) => void }) {
  const { api, secrets } = useAdmin();
  const notifyFailure = useNotifyFailure();
  const [fields, setFields] = useState(example);
  const [secretId, setSecretId] = useState('');
  const all = secrets.loaded.status === 'ready' ? secrets.loaded.value : [];
  const options = [newest, ...all.map(toOption)];
  const additional = parseAdditional(fields.additional);

  const generate = () =>
    api.generateUrl({ ...viewerClaims(fields), ...(secretId === '' ? {} : { secretId }) });
  const { submit, isSending, failure } = useSubmission(async () => {
    const signedBy = secretId === '' ? all[0]?.id : secretId;
    const { name, contentPath } = fields;
    onGenerated({ ...(await generate()), name, contentPath, secretId: signedBy });
  });

  const text = (field: keyof ViewerFields) => ({
    value: fields[field],
    onChange: ({ detail }: { detail: { value: string } }) => setFields({ ...fields, [field]: detail.value }),
  });
  const errorOf = (field: keyof ViewerFields, label: string) => failure?.fieldMessage(field, label) ?? '';
  const ownFields = ['contentPath', 'externalId', 'name'];
  const additionalErrors = failure?.fieldErrors.filter(({ field }) => !ownFields.includes(field)) ?? [];
  const additionalError =
    additional.error ?? additionalErrors.map(({ field, message }) => `${field} ${message}.`).join(' ');

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (additional.error === undefined) void submit();
      }}
    >
      <Container
        header={
          <Header variant="h2" description="Generates a URL for this user. It opens once.">
            Try it
          </Header>
        }
      >
        <SpaceBetween size="m">
          <FormField
            label="External ID"
            description="Your ID for the user."
            errorText={errorOf('externalId', 'The external ID')}
          >
            <Input {...text('externalId')} />
          </FormField>
          <FormField label="Name" errorText={errorOf('name', 'The name')}>
            <Input {...text('name')} />
          </FormField>
          <FormField
            label="Content path"
            description="The page of the embedded application to open."
            errorText={errorOf('contentPath', 'The content path')}
          >
            <Input {...text('contentPath')} />
          </FormField>
          <FormField
            label="Additional claims"
            constraintText='JSON object, for example {"userAttributes": {"region": "emea"}, "prefersDark": "true"}'
            errorText={additionalError}
          >
            <Textarea {...text('additional')} rows={3} spellcheck={false} placeholder="{ }" />
          </FormField>
          <FormField label="Secret">
            <Select
              selectedOption={options.find(({ value }) => value === secretId) ?? newest}
              options={options}
              onChange={({ detail }) => setSecretId(detail.selectedOption.value ?? '')}
              selectedAriaLabel="Selected"
            />
          </FormField>
          {failure !== undefined && failure.fieldErrors.length === 0 && (
            <FailureAlert failure={failure} onRetry={() => void submit()} />
          )}
          <SpaceBetween size="xs" direction="horizontal" alignItems="center">
            <Button variant="primary" formAction="submit" loading={isSending} loadingText="Signing">
              Preview
            </Button>
            <CopyButton
              variant="normal"
              label="Copy URL"
              text={async () => (await generate()).url}
              onFailure={(error) => notifyFailure({ id: 'copy', action: 'Couldn’t copy a URL.', error })}
            />
          </SpaceBetween>
        </SpaceBetween>
      </Container>
    </form>
  );
}

const toOption = ({ id, name, maskedKey }: SecretRecord) => ({
  value: id,
  label: name,
  description: maskedKey,
});
