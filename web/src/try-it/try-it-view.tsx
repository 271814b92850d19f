import Grid from '@cloudscape-design/components/grid';
import { useState } from 'react';
import { EmbeddedPage } from './embedded-page.tsx';
import { type GeneratedFor, ViewerForm } from './viewer-form.tsx';

/** Generates a URL for a user and previews the embedded application as that user. */
export default function TryItView() {
  const [generated, setGenerated] = useState<GeneratedFor>();
  return (
    <Grid gridDefinition={[{ colspan: { default: 12, m: 4 } }, { colspan: { default: 12, m: 8 } }]}>
      <ViewerForm onGenerated={setGenerated} />
      <EmbeddedPage key={generated?.url ?? ''} generated={generated} />
    </Grid>
  );
}
