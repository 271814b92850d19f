import Tabs from '@cloudscape-design/components/tabs';
import { lazy, type ReactNode, useEffect } from 'react';
import { SecretsView } from '../secrets/secrets-view.tsx';
import { LoadBoundary } from '../ui/load-boundary.tsx';
import { useAdmin } from './admin-context.ts';
import { NeedsAdmin } from './needs-admin.tsx';
import { hrefOf, type View, views } from './route.ts';
import { useRoute } from './use-route.ts';

// Views other than the first load when they are opened.
const TryItView = lazy(() => import('../try-it/try-it-view.tsx'));
const InspectView = lazy(() => import('../inspect/inspect-view.tsx'));
const SessionsView = lazy(() => import('../sessions/sessions-view.tsx'));
const ActivityView = lazy(() => import('../activity/activity-view.tsx'));
const SettingsView = lazy(() => import('../settings/settings-view.tsx'));

const tabs: Record<View, { label: string; content: ReactNode; staysMounted: boolean }> = {
  secrets: { label: 'Secrets', content: <SecretsView />, staysMounted: true },
  'try-it': {
    label: 'Try it',
    content: (
      <NeedsAdmin>
        <TryItView />
      </NeedsAdmin>
    ),
    staysMounted: true,
  },
  inspect: {
    label: 'Inspect',
    content: <InspectView />,
    staysMounted: true,
  },
  // Remounted on each visit: sessions start and end on their own, and other admins act.
  sessions: { label: 'Sessions', content: <SessionsView />, staysMounted: false },
  activity: { label: 'Activity', content: <ActivityView />, staysMounted: false },
  settings: { label: 'Settings', content: <SettingsView />, staysMounted: true },
};

/** The views, each with its own URL. Input in one view is kept while another is open. */
export function AdminTabs() {
  const { organizationId } = useAdmin();
  const { view } = useRoute();
  useEffect(() => {
    const frame = requestAnimationFrame(showSelectedTab);
    // Cloudscape adds its scroll buttons once it has measured the tabs.
    const resized = new ResizeObserver(showSelectedTab);
    const tabList = document.querySelector('[role="tablist"]');
    if (tabList !== null) resized.observe(tabList);
    return () => {
      cancelAnimationFrame(frame);
      resized.disconnect();
    };
  }, [view]);
  return (
    <Tabs
      ariaLabel="Embed admin"
      activeTabId={view}
      i18nStrings={{ scrollLeftAriaLabel: 'Scroll left', scrollRightAriaLabel: 'Scroll right' }}
      // Arrow keys change the tab without following its link.
      onChange={({ detail }) => {
        window.location.hash = hrefOf(organizationId, detail.activeTabId as View);
      }}
      tabs={views.map((id) => ({
        id,
        label: tabs[id].label,
        href: hrefOf(organizationId, id),
        content: <LoadBoundary>{tabs[id].content}</LoadBoundary>,
        contentRenderStrategy: tabs[id].staysMounted ? 'lazy' : 'active',
      }))}
    />
  );
}

/** At once, on narrow screens too: Cloudscape scrolls smoothly, which other scrolling interrupts. */
function showSelectedTab(): void {
  const tab = document.querySelector('[role="tab"][aria-selected="true"]');
  tab?.scrollIntoView({ behavior: 'instant', block: 'nearest', inline: 'center' });
}
