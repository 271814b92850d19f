import HelpPanel from '@cloudscape-design/components/help-panel';
import { lazy } from 'react';
import type { View } from '../app/route.ts';
import { LoadBoundary } from '../ui/load-boundary.tsx';

const HelpContent = lazy(() => import('./help-content.tsx'));

/** The help panel of a view. Its text loads when it is opened. */
export function ViewHelp({ view }: { view: View }) {
  return (
    <HelpPanel header={<h2>Help</h2>}>
      <LoadBoundary>
        <HelpContent view={view} />
      </LoadBoundary>
    </HelpPanel>
  );
}
