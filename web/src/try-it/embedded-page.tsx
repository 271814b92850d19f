import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import { useEffect, useRef, useState } from 'react';
import { useAdmin } from '../app/admin-context.ts';
import type { GeneratedFor } from './viewer-form.tsx';

type Denial = { code: string; requestId: string };

/** Shows the embedded application in an iframe, as the organization's own page would. */
export function EmbeddedPage({ generated }: { generated: GeneratedFor | undefined }) {
  const { config, secrets } = useAdmin();
  const frame = useRef<HTMLIFrameElement>(null);
  const [denial, setDenial] = useState<Denial>();
  const url = generated?.url.replace(/^https:/, `${config.viewerScheme}:`);

  useEffect(() => {
    const listen = ({ source, data }: MessageEvent) => {
      if (source !== frame.current?.contentWindow || data?.source !== 'embed' || data.name !== 'error')
        return;
      setDenial(data.payload as Denial);
    };
    window.addEventListener('message', listen);
    return () => window.removeEventListener('message', listen);
  }, []);

  // Signed URLs open once, so reloading uses the session that the URL started.
  const reload = () => {
    setDenial(undefined);
    if (frame.current !== null && generated !== undefined) {
      frame.current.src = new URL(generated.contentPath, url).href;
    }
  };
  const { loaded } = secrets;
  const wasDeleted =
    generated?.secretId !== undefined &&
    loaded.status === 'ready' &&
    loaded.value.every(({ id }) => id !== generated.secretId);
  useEffect(() => {
    if (wasDeleted) reload();
  }, [wasDeleted]);

  return (
    <Container
      disableContentPaddings={generated !== undefined}
      header={
        <Header
          variant="h2"
          description={generated && 'Available until the session ends or its secret is deleted.'}
          actions={
            generated && (
              <Button iconName="refresh" onClick={reload}>
                Reload
              </Button>
            )
          }
        >
          {generated === undefined ? 'Preview' : `Preview as ${generated.name}`}
        </Header>
      }
    >
      {generated === undefined ? (
        <Box textAlign="center" color="text-body-secondary" padding={{ vertical: 'xxxl' }}>
          Fill in the form and choose Preview to open the embedded application here.
        </Box>
      ) : (
        <>
          {denial !== undefined && (
            <Alert type="error" statusIconAriaLabel="Error" header="The embedded page was denied">
              {wasDeleted
                ? 'Its secret was deleted, which ended its sessions.'
                : 'To find out why, paste the URL in Inspect.'}{' '}
              Request {denial.requestId}
            </Alert>
          )}
          <iframe
            ref={frame}
            className="embedded"
            src={url}
            title={`Embedded application as ${generated.name}`}
            sandbox="allow-scripts allow-same-origin allow-forms allow-popups allow-downloads"
          />
          <Box variant="small" padding={{ horizontal: 'l', vertical: 's' }} display="block">
            If your settings list embedding origins, add {window.location.origin} to preview the application
            here.
          </Box>
        </>
      )}
    </Container>
  );
}
