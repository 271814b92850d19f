import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import Grid from '@cloudscape-design/components/grid';
import Header from '@cloudscape-design/components/header';
import { useState } from 'react';
import { EmbeddedPage } from './embedded-page.tsx';
import { allowsFraming } from './frame-ancestors.ts';
import { FramingDenied } from './framing-denied.tsx';
import type { Preview } from './preview.ts';
import { ViewerForm } from './viewer-form.tsx';

/** Generates a URL for a user and previews the embedded application as that user. */
export default function TryItView() {
  const [preview, setPreview] = useState<Preview>();
  return (
    <Grid gridDefinition={[{ colspan: { default: 12, m: 4 } }, { colspan: { default: 12, m: 8 } }]}>
      <ViewerForm onPreview={setPreview} />
      {preview === undefined ? <NoPreview /> : <PreviewOf key={preview.url} preview={preview} />}
    </Grid>
  );
}

const PreviewOf = ({ preview }: { preview: Preview }) =>
  allowsFraming(preview.frameAncestors, window.location.origin) ? (
    <EmbeddedPage preview={preview} />
  ) : (
    <FramingDenied preview={preview} />
  );

const NoPreview = () => (
  <Container header={<Header variant="h2">Preview</Header>}>
    <Box textAlign="center" color="text-body-secondary" padding={{ vertical: 'xxxl' }}>
      Fill in the form and choose Preview to open the embedded application here.
    </Box>
  </Container>
);
