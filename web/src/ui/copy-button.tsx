import Button from '@cloudscape-design/components/button';
import LiveRegion from '@cloudscape-design/components/live-region';
import StatusIndicator from '@cloudscape-design/components/status-indicator';
import { useState } from 'react';
import { copyToClipboard } from './clipboard.ts';

/**
 * Copies text that is fetched when the button is pressed and never shown. (Cloudscape's own button needs the
 * text in advance.)
 */
export function CopyButton({
  label,
  text,
  onFailure,
  variant = 'inline-icon',
}: {
  label: string;
  text: () => Promise<string>;
  onFailure: (error: unknown) => void;
  /** `normal` shows the label. */
  variant?: 'inline-icon' | 'normal';
}) {
  const [outcome, setOutcome] = useState<'copying' | 'copied' | 'failed'>();

  const copy = async () => {
    setOutcome('copying');
    try {
      await copyToClipboard(text());
      setOutcome('copied');
    } catch (error) {
      setOutcome('failed');
      onFailure(error);
    }
  };

  return (
    <>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: Cloudscape's button throws with an onBlur of its own. */}
      <span onBlur={() => setOutcome(undefined)}>
        <Button
          variant={variant}
          iconName="copy"
          ariaLabel={label}
          formAction="none"
          loading={outcome === 'copying'}
          loadingText="Copying"
          onClick={() => void copy()}
        >
          {label}
        </Button>
      </span>
      <LiveRegion>
        {outcome === 'copied' && <StatusIndicator type="success">Copied</StatusIndicator>}
        {outcome === 'failed' && <StatusIndicator type="error">Not copied</StatusIndicator>}
      </LiveRegion>
    </>
  );
}
