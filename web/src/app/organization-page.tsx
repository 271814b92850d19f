import AppLayoutToolbar from '@cloudscape-design/components/app-layout-toolbar';
import Box from '@cloudscape-design/components/box';
import ContentLayout from '@cloudscape-design/components/content-layout';
import Header from '@cloudscape-design/components/header';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useEffect, useState } from 'react';
import type { RuntimeConfig } from '../../runtime-config.ts';
import { ViewHelp } from '../help/view-help.tsx';
import type { SignedIn } from '../sign-in/signed-in.ts';
import { useNotices } from '../ui/notices.tsx';
import { type Admin, AdminContext } from './admin-context.ts';
import { AdminTabs } from './admin-tabs.tsx';
import { BlockedPage, isBlocking } from './blocked-page.tsx';
import { ReadOnlyAlert } from './read-only-alert.tsx';
import { useOrganization } from './use-organization.ts';
import { useRoute } from './use-route.ts';

/** The page of one organization: its header, notices, views and help. */
export function OrganizationPage({
  organizationId,
  config,
  signedIn,
}: {
  organizationId: string;
  config: RuntimeConfig;
  signedIn: SignedIn;
}) {
  const { api, secrets, isReadOnly } = useOrganization({ organizationId, config, signedIn });
  const { notify, clearSuccess, flashbar } = useNotices();
  const [isHelpOpen, setHelpOpen] = useState(false);
  const { view } = useRoute();
  const { loaded } = secrets;
  const admin: Admin = {
    organizationId,
    principalName: signedIn.name,
    isReadOnly,
    config,
    api,
    secrets,
    notify,
    clearSuccess,
    openHelp: () => setHelpOpen(true),
  };
  useEffect(() => {
    document.title = `Embed admin – ${organizationId}`;
  }, [organizationId]);
  // A notice about one view would be out of place in another.
  useEffect(clearSuccess, [view, clearSuccess]);

  return (
    <AdminContext value={admin}>
      <AppLayoutToolbar
        headerSelector="#top-navigation"
        navigationHide
        maxContentWidth={1280}
        breadcrumbs={
          <nav aria-label="Breadcrumbs">
            <Box color="text-body-secondary">Settings › Embed › Admin</Box>
          </nav>
        }
        notifications={flashbar}
        tools={<ViewHelp view={view} />}
        toolsOpen={isHelpOpen}
        onToolsChange={({ detail }) => setHelpOpen(detail.open)}
        ariaLabels={{
          notifications: 'Notices',
          tools: 'Help',
          toolsToggle: 'Open help',
          toolsClose: 'Close help',
        }}
        content={
          <ContentLayout
            header={
              <Header variant="h1" description={`Embed secrets, sessions and settings of ${organizationId}.`}>
                Embed admin
              </Header>
            }
          >
            {loaded.status === 'failed' && isBlocking(loaded.failure) ? (
              <BlockedPage failure={loaded.failure} home={signedIn.organizationId} />
            ) : (
              <SpaceBetween size="m">
                {isReadOnly && <ReadOnlyAlert />}
                <AdminTabs />
              </SpaceBetween>
            )}
          </ContentLayout>
        }
      />
    </AdminContext>
  );
}
