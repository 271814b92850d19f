import Link from '@cloudscape-design/components/link';
import type { ReactNode } from 'react';
import type { DocsPage } from '../../docs-pages.ts';

/** A link to a page of the documentation, in a new tab: this one would lose its sign-in. */
export function DocsLink({
  page,
  section,
  children,
}: {
  page: DocsPage;
  section?: string;
  children: ReactNode;
}) {
  return (
    <Link
      href={`/docs/${page}.html${section === undefined ? '' : `#${section}`}`}
      target="_blank"
      external
      externalIconAriaLabel="Opens in a new tab"
    >
      {children}
    </Link>
  );
}
