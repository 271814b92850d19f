import Button from '@cloudscape-design/components/button';
import LiveRegion from '@cloudscape-design/components/live-region';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useState } from 'react';
import { useAdmin } from './admin.ts';
import { ApiFailure } from './api/api-failure.ts';
import { describeFailure } from './api/describe-failure.ts';
import { copyToClipboard } from './clipboard.ts';

type Outcome = 'copying' | 'copied' | 'failed';

/**
 * Copies a text that is asked for when the button is pressed, and never shown. (Cloudscape's own button wants
 * the text beforehand.)
 */
export function CopyButton({
  label,
  text,
  variant = 'inline-icon',
}: {
  label: string;
  text: () => Promise<string>;
  /** `normal` shows the label. */
  variant?: 'inline-icon' | 'normal';
}) {
  const admin = useAdmin();
  const [outcome, setOutcome] = useState<Outcome>();

  const copy = async () => {
    setOutcome('copying');
    try {
      await copyToClipboard(text());
      setOutcome('copied');
    } catch (error) {
      setOutcome('failed');
      const content =
        error instanceof ApiFailure ? inOneLine(describeFailure(error, admin)) : refusedByBrowser;
      admin.notify({ id: 'copy', type: 'error', content });
    }
  };

  return (
    <>
      <Button
        variant={variant}
        iconName="copy"
        ariaLabel={label}
        loading={outcome === 'copying'}
        loadingText="Copying"
        onClick={() => void copy()}
        nativeButtonAttributes={{ onBlur: () => setOutcome(undefined) }}
      >
        {label}
      </Button>
      <LiveRegion>
        {outcome === 'copied' && <StatusIndicator type="success">Copied</StatusIndicator>}
        {outcome === 'failed' && <StatusIndicator type="error">Not copied</StatusIndicator>}
      </LiveRegion>
    </>
  );
}

const refusedByBrowser = 'The browser did not let the page copy.';

const inOneLine = ({ header, text }: { header: string; text: string }): string => `${header}. ${text}`;
