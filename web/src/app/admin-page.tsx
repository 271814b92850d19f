import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useEffect, useMemo } from 'react';
import type { RuntimeConfig } from '../../runtime-config.ts';
import type { FailureReason } from '../api/api-failure.ts';
import { embedApi } from '../api/embed-api.ts';
import { FailureAlert } from '../api/failure-alert.tsx';
import { useSecrets } from '../secrets/use-secrets.ts';
import type { SignedIn } from '../sign-in/signed-in.ts';
import { useNotices } from '../ui/notices.tsx';
import { type Admin, AdminContext } from './admin-context.ts';
import { AdminTabs } from './admin-tabs.tsx';
import { hrefOf } from './route.ts';
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

/** Failures that block every view: the page shows the reason instead. */
const blockingReasons: ReadonlySet<FailureReason> = new Set(['forbidden', 'embed_disabled', 'not_found']);

function OrganizationPage({
  organizationId,
  config,
  signedIn,
}: {
  organizationId: string;
  config: RuntimeConfig;
  signedIn: SignedIn;
}) {
  const api = useMemo(
    () => embedApi({ ...config, organizationId, credentials: signedIn.credentials }),
    [config, organizationId, signedIn],
  );
  const { notify, flashbar } = useNotices();
  const secrets = useSecrets(api);
  const admin: Admin = { organizationId, principalName: signedIn.name, config, api, secrets, notify };
  const { loaded } = secrets;
  useEffect(() => {
    document.title = `Embed admin – ${organizationId}`;
  }, [organizationId]);

  return (
    <AdminContext value={admin}>
      <main>
        <ContentLayout
          defaultPadding
          maxContentWidth={1200}
          notifications={flashbar}
          header={
            <Header variant="h1" description={`Embed secrets, sessions and settings of ${organizationId}.`}>
              Embed admin
            </Header>
          }
          breadcrumbs={<Box color="text-body-secondary">Settings › Embed › Admin</Box>}
        >
          {loaded.status === 'failed' && blockingReasons.has(loaded.failure.reason) ? (
            <SpaceBetween size="m">
              <FailureAlert failure={loaded.failure} />
              {signedIn.organizationId !== undefined && signedIn.organizationId !== organizationId && (
                <Button href={hrefOf(signedIn.organizationId, 'secrets')}>
                  Go to {signedIn.organizationId}
                </Button>
              )}
            </SpaceBetween>
          ) : (
            <AdminTabs />
          )}
        </ContentLayout>
      </main>
    </AdminContext>
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
