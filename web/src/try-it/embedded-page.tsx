import Alert from '@cloudscape-design/components/alert';
import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import { useEffect, useRef, useState } from 'react';
import { useAdmin } from '../admin.ts';
import type { GeneratedFor } from './viewer-form.tsx';

type Refusal = { code: string; requestId: string };

/** What the user of a URL sees, in an iframe as in the organization's own page. */
export function EmbeddedPage({ generated }: { generated: GeneratedFor | undefined }) {
  const { config, secrets } = useAdmin();
  const frame = useRef<HTMLIFrameElement>(null);
  const [refusal, setRefusal] = useState<Refusal>();
  const url = generated?.url.replace(/^https:/, `${config.viewerScheme}:`);

  useEffect(() => {
    const listen = ({ source, data }: MessageEvent) => {
      if (source !== frame.current?.contentWindow || data?.source !== 'embed' || data.name !== 'error')
        return;
      setRefusal(data.payload as Refusal);
    };
    window.addEventListener('message', listen);
    return () => window.removeEventListener('message', listen);
  }, []);

  // As a user who follows a link: with the session that the URL began.
  const reload = () => {
    setRefusal(undefined);
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
          description={generated && 'Until the session ends, or its secret is deleted.'}
          actions={
            generated && (
              <Button iconName="refresh" onClick={reload}>
                Reload
              </Button>
            )
          }
        >
          {generated === undefined ? 'What your user sees' : `What ${generated.name} sees`}
        </Header>
      }
    >
      {generated === undefined ? (
        <Box textAlign="center" color="text-body-secondary" padding={{ vertical: 'xxxl' }}>
          Fill in the form and press “Show it”: the embedded application appears here.
        </Box>
      ) : (
        <>
          {refusal !== undefined && (
            <Alert type="error" statusIconAriaLabel="Error" header="The embedded page is refused">
              {wasDeleted
                ? 'Its secret was deleted: the sessions that it signed are over.'
                : 'Why is in the log. For a URL, paste it under “Inspect”.'}{' '}
              Request {refusal.requestId}
            </Alert>
          )}
          <iframe
            ref={frame}
            className="embedded"
            src={url}
            title={`The embedded application, as ${generated.name} sees it`}
            sandbox="allow-scripts allow-same-origin allow-forms allow-popups allow-downloads"
          />
          <Box variant="small" padding={{ horizontal: 'l', vertical: 's' }} display="block">
            Where your settings name the pages that may embed the application, {window.location.origin} must
            be among them to show it here.
          </Box>
        </>
      )}
    </Container>
  );
}
