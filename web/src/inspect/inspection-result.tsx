import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import LiveRegion from '@cloudscape-design/components/live-region';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { Inspection } from '../../../shared/contract/records.ts';
import { exactTime } from '../ui/time.ts';

const formats: Record<Inspection['format'], string> = {
  v1: 'v1 (standard SSO)',
  v0: 'v0 (legacy)',
  redeem: '2-step SSO',
  unknown: 'Not an embed URL',
};

/** Whether a URL would open now or the first reason it wouldn't, the secret that signed it, and its claims. */
export function InspectionResult({ inspection }: { inspection: Inspection }) {
  const { opens, explanation, reason, format, claims } = inspection;
  return (
    <Container header={<Header variant="h2">Result</Header>}>
      <SpaceBetween size="l">
        <LiveRegion tagName="div">
          <Alert
            type={opens ? 'success' : 'error'}
            statusIconAriaLabel={opens ? 'Success' : 'Error'}
            header={opens ? 'This URL opens' : 'This URL doesn’t open'}
          >
            {explanation}
          </Alert>
        </LiveRegion>
        <KeyValuePairs
          columns={3}
          items={[
            { label: 'Format', value: formats[format] },
            { label: 'Reason', value: reason === undefined ? '–' : <Box variant="code">{reason}</Box> },
            { label: 'Signed by', value: signedWith(inspection) },
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

function signedWith({ secret }: Inspection): string {
  if (secret === undefined) return 'Unknown secret';
  const { name, deletedAt } = secret;
  return deletedAt === undefined ? name : `${name} (deleted ${exactTime(deletedAt)})`;
}
