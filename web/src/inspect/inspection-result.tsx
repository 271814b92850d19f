import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import LiveRegion from '@cloudscape-design/components/live-region';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Inspection } from '../../../shared/contract/records.ts';
import { exactTime, localizeTimes } from '../ui/time.ts';
import { claimSummary } from './claim-summary.ts';
import type { CleanedUrl } from './clean-up-url.ts';

const formats: Record<Inspection['format'], string> = {
  v1: 'v1 (standard SSO)',
  v0: 'v0 (legacy)',
  redeem: '2-step SSO',
  unknown: 'Not an embed URL',
};

/** Whether a URL would open now or the first reason it wouldn't, the secret that signed it, and its claims. */
export function InspectionResult({ inspection, cleaned }: { inspection: Inspection; cleaned: CleanedUrl }) {
  const { opens, explanation, reason, format, claims } = inspection;
  const { source, corrections } = cleaned;
  const subject = corrections.length > 0 ? 'The corrected URL' : 'This URL';
  return (
    <Container header={<Header variant="h2">Result</Header>}>
      <SpaceBetween size="l">
        <LiveRegion tagName="div">
          <SpaceBetween size="s">
            {corrections.length > 0 && (
              <Alert
                type="warning"
                statusIconAriaLabel="Warning"
                header="The URL as pasted is damaged and was corrected"
              >
                <ul className="plain-list">
                  {corrections.map((correction) => (
                    <li key={correction}>{correction}</li>
                  ))}
                </ul>
                If your users receive it in this form, fix it in your application.
              </Alert>
            )}
            <Alert
              type={opens ? 'success' : 'error'}
              statusIconAriaLabel={opens ? 'Success' : 'Error'}
              header={opens ? `${subject} opens` : `${subject} doesn’t open`}
            >
              {localizeTimes(explanation)}
              {source !== undefined && <div>The URL was taken from {source}.</div>}
            </Alert>
          </SpaceBetween>
        </LiveRegion>
        <KeyValuePairs
          columns={3}
          items={[
            { label: 'Format', value: formats[format] },
            { label: 'Reason', value: reason === undefined ? '–' : <Box variant="code">{reason}</Box> },
            { label: 'Signed by', value: signedBy(inspection) },
            ...claimSummary(claims),
          ]}
        />
        {claims !== undefined && (
          <div>
            <Box variant="awsui-key-label">Claims</Box>
            <pre className="code">{JSON.stringify(claims, null, 2)}</pre>
          </div>
        )}
      </SpaceBetween>
    </Container>
  );
}

function signedBy({ secret }: Inspection): string {
  if (secret === undefined) return 'Couldn’t be determined';
  const { name, deletedAt } = secret;
  return deletedAt === undefined ? name : `${name} (deleted ${exactTime(deletedAt)})`;
}
