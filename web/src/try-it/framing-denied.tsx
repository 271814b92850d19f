import Alert from '@cloudscape-design/components/alert';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import Link from '@cloudscape-design/components/link';
import { useAdmin } from '../app/admin-context.ts';
import { hrefOf } from '../app/route.ts';
import type { Preview } from './preview.ts';
import { viewerUrl } from './viewer-url.ts';

/** Explains why this page can't embed the application: browsers would leave the iframe blank. */
export function FramingDenied({ preview }: { preview: Preview }) {
  const { config, organizationId } = useAdmin();
  return (
    <Container header={<Header variant="h2">Preview as {preview.name}</Header>}>
      <Alert
        type="warning"
        statusIconAriaLabel="Warning"
        header="This page isn’t one of the embedding origins"
        action={
          <Button
            href={viewerUrl(preview.url, config)}
            target="_blank"
            iconName="external"
            iconAlign="right"
            ariaLabel="Open the URL in a new tab"
          >
            Open in a new tab
          </Button>
        }
      >
        {organizationId} allows only {preview.frameAncestors.join(', ')} to embed the application. To preview
        it here, add {window.location.origin} in{' '}
        <Link href={hrefOf(organizationId, 'settings')}>Settings</Link>. The URL opens once.
      </Alert>
    </Container>
  );
}
