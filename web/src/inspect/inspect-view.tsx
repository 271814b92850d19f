import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Textarea from '@cloudscape-design/components/textarea';
import { useState } from 'react';
import type { Inspection } from '../../../shared/contract/records.ts';
import { FailureAlert } from '../api/failure-alert.tsx';
import { useSubmission } from '../api/use-submission.ts';
import { useAdmin } from '../app/admin-context.ts';
import { InfoLink } from '../help/info-link.tsx';
import { type CleanedUrl, cleanUpUrl, isSecretKey } from './clean-up-url.ts';
import { InspectionResult } from './inspection-result.tsx';

/** Explains why a URL doesn't open, without using it. */
export default function InspectView() {
  const { api } = useAdmin();
  const [pasted, setPasted] = useState('');
  const [result, setResult] = useState<{ inspection: Inspection; cleaned: CleanedUrl }>();
  const { submit, isSending, failure } = useSubmission(async () => {
    setResult(undefined);
    const cleaned = cleanUpUrl(pasted);
    setResult({ inspection: await api.inspectUrl(cleaned.url), cleaned });
  });
  const urlError = isSecretKey(pasted)
    ? 'This is a secret key, not a URL. It wasn’t sent. Don’t paste keys into web pages.'
    : failure?.fieldMessage('url', 'The URL');
  const canInspect = pasted.trim() !== '' && !isSecretKey(pasted);
  return (
    <SpaceBetween size="l">
      <form
        onSubmit={(event) => {
          event.preventDefault();
          if (canInspect) void submit();
        }}
      >
        <Container
          header={
            <Header
              variant="h2"
              info={<InfoLink about="why URLs fail" />}
              description="Paste an embed URL to find out why it doesn’t open. Inspecting a URL doesn’t use it."
            >
              Inspect
            </Header>
          }
        >
          <SpaceBetween size="m">
            <FormField
              label="Embed URL"
              description="An <iframe> tag or a curl command works too."
              errorText={urlError}
              i18nStrings={{ errorIconAriaLabel: 'Error' }}
              stretch
            >
              <Textarea
                value={pasted}
                onChange={({ detail }) => setPasted(detail.value)}
                rows={4}
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
              disabled={!canInspect}
            >
              Inspect
            </Button>
          </SpaceBetween>
        </Container>
      </form>
      {result !== undefined && <InspectionResult {...result} />}
    </SpaceBetween>
  );
}
