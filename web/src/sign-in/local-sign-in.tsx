import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import RadioGroup from '@cloudscape-design/components/radio-group';
import { type SubmitEvent, useState } from 'react';
import type { LocalPrincipal } from '../../runtime-config.ts';
import type { SignedIn } from './signed-in.ts';

/** Signs in as one of the local run's principals. */
export function LocalSignIn({
  principals,
  onSignedIn,
}: {
  principals: readonly LocalPrincipal[];
  onSignedIn: (signedIn: SignedIn) => void;
}) {
  const [name, setName] = useState(principals[0]?.name ?? '');
  const submit = (event: SubmitEvent) => {
    event.preventDefault();
    const principal = principals.find((candidate) => candidate.name === name);
    if (principal !== undefined) onSignedIn(toSignedIn(principal));
  };
  return (
    <main className="narrow-page">
      <form onSubmit={submit}>
        <Container
          header={
            <Header variant="h1" description="This is a local run. Its principals and their keys are public.">
              Sign in
            </Header>
          }
          footer={
            <Button variant="primary" formAction="submit" fullWidth>
              Sign in
            </Button>
          }
        >
          <FormField label="Principal">
            <RadioGroup
              value={name}
              onChange={({ detail }) => setName(detail.value)}
              items={principals.map((principal) => ({
                value: principal.name,
                label: principal.name,
                description: roleOf(principal),
              }))}
            />
          </FormField>
        </Container>
      </form>
    </main>
  );
}

const toSignedIn = ({
  name,
  organization,
  permission,
  accessKeyId,
  secretAccessKey,
}: LocalPrincipal): SignedIn => ({
  name,
  organizationId: organization,
  isReadOnly: permission === 'OrganizationViewer',
  credentials: async () => ({ accessKeyId, secretAccessKey }),
  signOut: async () => {},
});

const roleOf = ({ permission, organization }: LocalPrincipal): string =>
  organization === undefined ? permission : `${permission} of ${organization}`;
