import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import { useEffect, useRef, useState } from 'react';
import { useAdmin } from '../app/admin-context.ts';
import { type Denial, parseDenial } from './denial.ts';
import { DenialAlert } from './denial-alert.tsx';
import type { Preview } from './preview.ts';
import { viewerUrl } from './viewer-url.ts';

/** Shows the embedded application in an iframe, as the organization's own page would. */
export function EmbeddedPage({ preview }: { preview: Preview }) {
  const { config, secrets } = useAdmin();
  const frame = useRef<HTMLIFrameElement>(null);
  const [denial, setDenial] = useState<Denial>();
  const url = viewerUrl(preview.url, config);

  useEffect(() => {
    const listen = ({ source, data }: MessageEvent) => {
      if (source !== frame.current?.contentWindow) return;
      setDenial((last) => parseDenial(data) ?? last);
    };
    window.addEventListener('message', listen);
    return () => window.removeEventListener('message', listen);
  }, []);

  // Signed URLs open once, so reloading uses the session that the URL started.
  const reload = () => {
    setDenial(undefined);
    if (frame.current !== null) frame.current.src = new URL(preview.contentPath, url).href;
  };
  const { loaded } = secrets;
  const wasDeleted =
    preview.secretId !== undefined &&
    loaded.status === 'ready' &&
    loaded.value.every(({ id }) => id !== preview.secretId);
  useEffect(() => {
    if (wasDeleted) reload();
  }, [wasDeleted]);

  return (
    <Container
      disableContentPaddings
      header={
        <Header
          variant="h2"
          description="Available until the session ends or its secret is deleted."
          actions={
            <Button iconName="refresh" onClick={reload}>
              Reload
            </Button>
          }
        >
          Preview as {preview.name}
        </Header>
      }
    >
      {denial !== undefined && <DenialAlert denial={denial} wasDeleted={wasDeleted} />}
      <iframe
        ref={frame}
        className="embedded"
        src={url}
        title={`Embedded application as ${preview.name}`}
        sandbox="allow-scripts allow-same-origin allow-forms allow-popups allow-downloads"
      />
      <Box variant="small" padding={{ horizontal: 'l', vertical: 's' }} display="block">
        If nothing appears, the application or the browser doesn’t allow {window.location.origin} to embed it.
        Use Copy URL to open it in its own tab.
      </Box>
    </Container>
  );
}
