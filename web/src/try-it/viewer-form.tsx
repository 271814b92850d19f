import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import Select from '@cloudscape-design/components/select';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { useState } from 'react';
import { useAdmin } from '../admin.ts';
import { FailureAlert } from '../api/failure-alert.tsx';
import type { GeneratedUrl, Secret } from '../api/records.ts';
import { CopyButton } from '../copy-button.tsx';
import { useSubmission } from '../use-submission.ts';
import { parseFurther, type ViewerFields, viewerClaims } from './viewer-claims.ts';

/** A URL, for whom, to see what, and by which secret. */
export type GeneratedFor = GeneratedUrl & {
  name: string;
  contentPath: string;
  secretId: string | undefined;
};

const example: ViewerFields = {
  contentPath: '/dashboards/sales',
  externalId: 'ada@example.com',
  name: 'Ada Lovelace',
  further: '',
};

const newest = { value: '', label: 'The newest secret' };

/** Who looks at what, signed with which secret. */
export function ViewerForm({ onGenerated }: { onGenerated: (generated: GeneratedFor) => void }) {
  const { api, secrets } = useAdmin();
  const [fields, setFields] = useState(example);
  const [secretId, setSecretId] = useState('');
  const all = secrets.loaded.status === 'ready' ? secrets.loaded.value : [];
  const options = [newest, ...all.map(toOption)];
  const further = parseFurther(fields.further);

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
  const errorOf = (field: keyof ViewerFields, label: string) => failure?.ofField(field, label) ?? '';
  const ownFields = ['contentPath', 'externalId', 'name'];
  const ofFurther = failure?.fieldErrors.filter(({ field }) => !ownFields.includes(field)) ?? [];
  const furtherError =
    further.error ?? ofFurther.map(({ field, message }) => `${field} ${message}.`).join(' ');

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (further.error === undefined) void submit();
      }}
    >
      <Container
        header={
          <Header variant="h2" description="The URL opens once, for the user that you name.">
            Try it
          </Header>
        }
      >
        <SpaceBetween size="m">
          <FormField
            label="External id"
            description="Your own id of the user."
            errorText={errorOf('externalId', 'The external id')}
          >
            <Input {...text('externalId')} />
          </FormField>
          <FormField label="Name" errorText={errorOf('name', 'The name')}>
            <Input {...text('name')} />
          </FormField>
          <FormField
            label="Content path"
            description="Where the embedded application opens."
            errorText={errorOf('contentPath', 'The content path')}
          >
            <Input {...text('contentPath')} />
          </FormField>
          <FormField
            label="Further parameters"
            description="A JSON object."
            constraintText='For example {"userAttributes": {"region": "emea"}, "prefersDark": "true"}'
            errorText={furtherError}
          >
            <Textarea {...text('further')} rows={3} spellcheck={false} placeholder="{ }" />
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
              Show it
            </Button>
            <CopyButton variant="normal" label="Copy a URL" text={async () => (await generate()).url} />
          </SpaceBetween>
        </SpaceBetween>
      </Container>
    </form>
  );
}

const toOption = ({ id, name, maskedKey }: Secret) => ({ value: id, label: name, description: maskedKey });
