import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { useState } from 'react';
import { FailureAlert } from '../api/failure-alert.tsx';
import { useNotifyFailure } from '../api/use-notify-failure.ts';
import { useSubmission } from '../api/use-submission.ts';
import { useAdmin } from '../app/admin-context.ts';
import { InfoLink } from '../help/info-link.tsx';
import { CopyButton } from '../ui/copy-button.tsx';
import type { Preview } from './preview.ts';
import { SecretSelect } from './secret-select.tsx';
import { parseAdditional, type ViewerFields, viewerClaims } from './viewer-claims.ts';
import { viewerUrl } from './viewer-url.ts';

const example: ViewerFields = {
  contentPath: '/dashboards/sales',
  externalId: 'ada@example.com',
  name: 'Ada Lovelace',
  additional: '',
};

/** Asks for the viewer, the content path and the secret to sign with. */
export function ViewerForm({ onPreview }: { onPreview: (preview: Preview) => void }) {
  const { api, config, secrets } = useAdmin();
  const notifyFailure = useNotifyFailure();
  const [fields, setFields] = useState(example);
  const [selectedId, setSelectedId] = useState<string>();
  const additional = parseAdditional(fields.additional);

  const all = secrets.loaded.status === 'ready' ? secrets.loaded.value : [];
  // Another admin may have deleted the selected secret.
  const secretId = all.find(({ id }) => id === selectedId)?.id;

  const generate = () =>
    api.generateUrl({ ...viewerClaims(fields), ...(secretId === undefined ? {} : { secretId }) });
  const { submit, isSending, failure } = useSubmission(async () => {
    const [{ url }, { frameAncestors }] = await Promise.all([generate(), api.getSettings()]);
    const { name, contentPath } = fields;
    onPreview({ url, name, contentPath, secretId: secretId ?? all[0]?.id, frameAncestors });
  });

  const text = (field: keyof ViewerFields) => ({
    value: fields[field],
    onChange: ({ detail }: { detail: { value: string } }) => setFields({ ...fields, [field]: detail.value }),
  });
  const errorOf = (field: keyof ViewerFields, label: string) => failure?.fieldMessage(field, label);
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
          <Header
            variant="h2"
            info={<InfoLink about="trying a URL" />}
            description="Generates a URL for this user. It opens once."
          >
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
          <SecretSelect secretId={secretId} onChange={setSelectedId} />
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
              text={async () => viewerUrl((await generate()).url, config)}
              onFailure={(error) => notifyFailure({ id: 'copy', action: 'Couldn’t copy a URL.', error })}
            />
          </SpaceBetween>
        </SpaceBetween>
      </Container>
    </form>
  );
}
