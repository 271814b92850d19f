import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { useState } from 'react';
import { useAdmin } from '../admin.ts';
import { FailureAlert } from '../api/failure-alert.tsx';
import type { Inspection } from '../api/records.ts';
import { useSubmission } from '../use-submission.ts';
import { InspectionResult } from './inspection-result.tsx';

/** Says why a URL does not open. Looking uses nothing up. */
export default function InspectView() {
  const { api } = useAdmin();
  const [url, setUrl] = useState('');
  const [inspection, setInspection] = useState<Inspection>();
  const { submit, isSending, failure } = useSubmission(async () => {
    setInspection(undefined);
    setInspection(await api.inspectUrl(url.trim()));
  });
  const urlError = failure?.ofField('url', 'The URL');
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
              description="Paste an embed URL that fails, and read why. Looking at it does not use it up."
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
