import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { SecretRecord } from '../../../shared/contract/records.ts';
import { useNotifyFailure } from '../api/use-notify-failure.ts';
import { useAdmin } from '../app/admin-context.ts';
import { CopyButton } from '../ui/copy-button.tsx';

/** A masked key with buttons to reveal it and to copy the key without showing it. */
export function MaskedKey({ secret, onReveal }: { secret: SecretRecord; onReveal: () => void }) {
  const { api, isReadOnly } = useAdmin();
  const notifyFailure = useNotifyFailure();
  if (isReadOnly) return <Box variant="code">{secret.maskedKey}</Box>;
  return (
    <SpaceBetween size="xxs" direction="horizontal" alignItems="center">
      <Box variant="code">{secret.maskedKey}</Box>
      <Button
        variant="inline-icon"
        iconSvg={eye}
        ariaHaspopup="dialog"
        ariaLabel={`Reveal the key of ${secret.name}`}
        onClick={onReveal}
      />
      <CopyButton
        label={`Copy the key of ${secret.name}`}
        text={async () => (await api.revealSecret(secret.id)).secretKey}
        onFailure={(error) => notifyFailure({ id: 'copy', action: 'Couldn’t copy the key.', error })}
      />
    </SpaceBetween>
  );
}

/** Cloudscape has no icon for revealing. */
const eye = (
  <svg viewBox="0 0 16 16" focusable="false" aria-hidden="true">
    <path d="M1 8s2.5-5 7-5 7 5 7 5-2.5 5-7 5-7-5-7-5Z" className="stroke-linejoin-round" />
    <circle cx="8" cy="8" r="2" />
  </svg>
);
