import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { useState } from 'react';
import type { Inspection } from '../../../shared/contract/records.ts';
import { FailureAlert } from '../api/failure-alert.tsx';
import { useAdmin } from '../app/admin-context.ts';
import { useSubmission } from '../ui/use-submission.ts';
import { InspectionResult } from './inspection-result.tsx';

/** Explains why a URL doesn't open, without using it. */
export default function InspectView() {
  const { api } = useAdmin();
  const [url, setUrl] = useState('');
  const [inspection, setInspection] = useState<Inspection>();
  const { submit, isSending, failure } = useSubmission(async () => {
    setInspection(undefined);
    setInspection(await api.inspectUrl(url.trim()));
  });
  const urlError = failure?.fieldMessage('url', 'The URL');
  return (
    <SpaceBetween size="l">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (url.trim() !== '') void submit();
        }}
      >
        <Container
          header={
            <Header
              variant="h2"
              description="Paste an embed URL to find out why it doesn’t open. Inspecting a URL doesn’t use it."
            >
              Inspect
            </Header>
          }
        >
          <SpaceBetween size="m">
            <FormField label="Embed URL" errorText={urlError ?? ''} stretch>
              <Textarea
                value={url}
                onChange={({ detail }) => setUrl(detail.value)}
                rows={5}
                spellcheck={false}
                placeholder="https://…/embed/login?payload=…&signature=…"
              />
            </FormField>
            {failure !== undefined && urlError === undefined && (
              <FailureAlert failure={failure} onRetry={() => void submit()} />
            )}
            <Button
              variant="primary"
              formAction="submit"
              loading={isSending}
              loadingText="Inspecting"
              disabled={url.trim() === ''}
            >
              Inspect
            </Button>
          </SpaceBetween>
        </Container>
      </form>
      {inspection !== undefined && <InspectionResult inspection={inspection} />}
    </SpaceBetween>
  );
}
