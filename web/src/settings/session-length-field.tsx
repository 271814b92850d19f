import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import { maxSessionLengthHours } from '../../../shared/organizations/session-length.ts';
import { InfoLink } from '../help/info-link.tsx';

/** How long a session lasts. */
export function SessionLengthField({
  hours,
  onChange,
  error,
}: {
  hours: string;
  onChange: (hours: string) => void;
  error: string;
}) {
  return (
    <Container
      header={
        <Header variant="h2" info={<InfoLink about="settings" />}>
          Sessions
        </Header>
      }
    >
      <FormField
        label="Session length"
        description="How long a session lasts after a URL is opened. Existing sessions keep their length."
        constraintText={`Hours, from 1 to ${maxSessionLengthHours} (${maxSessionLengthHours / 24} days).`}
        errorText={error}
      >
        <Input
          type="number"
          inputMode="numeric"
          value={hours}
          onChange={({ detail }) => onChange(detail.value)}
        />
      </FormField>
    </Container>
  );
}
