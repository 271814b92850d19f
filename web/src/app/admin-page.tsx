import Alert from '@cloudscape-design/components/alert';
import type { RuntimeConfig } from '../../runtime-config.ts';
import type { SignedIn } from '../sign-in/signed-in.ts';
import { OrganizationPage } from './organization-page.tsx';
import { useRoute } from './use-route.ts';

/** The admin page of the organization in the URL or, without one, of the admin's own organization. */
export function AdminPage({ config, signedIn }: { config: RuntimeConfig; signedIn: SignedIn }) {
  const organizationId = useRoute().organizationId ?? signedIn.organizationId;
  if (organizationId === undefined) return <NoOrganization name={signedIn.name} />;
  return (
    <OrganizationPage
      key={organizationId}
      organizationId={organizationId}
      config={config}
      signedIn={signedIn}
    />
  );
}

function NoOrganization({ name }: { name: string }) {
  return (
    <main className="narrow-page">
      <Alert type="info" statusIconAriaLabel="Info" header={`${name} isn’t a member of an organization`}>
        Organization admins manage embed secrets. Sign out, then sign in as an organization admin.
      </Alert>
    </main>
  );
}
