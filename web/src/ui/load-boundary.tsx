import ErrorBoundary from '@cloudscape-design/components/error-boundary';
import Spinner from '@cloudscape-design/components/spinner';
import { type ReactNode, Suspense } from 'react';

/**
 * Shows a spinner while a part of the page is loading, and offers to reload the page if it can't be loaded: the server
 * can't be reached, or a deployment replaced its files.
 */
export function LoadBoundary({ children }: { children: ReactNode }) {
  return (
    <ErrorBoundary
      onError={() => {}}
      i18nStrings={{
        headerText: 'This part of the page couldn’t be loaded',
        descriptionText: 'Check your connection, then reload the page. You may need to sign in again.',
        refreshActionText: 'Reload',
      }}
    >
      <Suspense fallback={<Spinner size="large" />}>{children}</Suspense>
    </ErrorBoundary>
  );
}
