import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import FormField from '@cloudscape-design/components/form-field';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useAdmin } from '../admin.ts';
import type { SecretWithKey } from '../api/records.ts';
import { SecretKey } from './secret-key.tsx';

/** The key of a secret that was just added, and how to sign with it. */
export function NewSecretDialog({ secret, onClose }: { secret: SecretWithKey; onClose: () => void }) {
  const { organizationId, config } = useAdmin();
  const code = signingCode(`${organizationId}.${config.embedDomain}`);
  return (
    <Modal
      visible
      size="x-large"
      header={`“${secret.name}” works from now on`}
      closeAriaLabel="Close"
      onDismiss={onClose}
      footer={
        <Box float="right">
          <Button variant="primary" onClick={onClose}>
            Done
          </Button>
        </Box>
      }
    >
      <SpaceBetween size="l">
        <SecretKey
          secretKey={secret.secretKey}
          description="Put it into your server’s configuration as EMBED_SECRET_KEY. Never into a page or an app: whoever has it can be any of your users."
        />
        <FormField
          label="Sign a URL with it"
          description="On your server, in Node.js, for whoever is signed in there. The URL opens once."
          stretch
        >
          <SpaceBetween size="xs">
            <pre className="code">{code}</pre>
            <CopyToClipboard
              textToCopy={code}
              copyButtonText="Copy the code"
              copySuccessText="Copied"
              copyErrorText="The browser did not let the page copy"
            />
          </SpaceBetween>
        </FormField>
      </SpaceBetween>
    </Modal>
  );
}

const signingCode = (host: string): string =>
  [
    "import { signLoginUrl } from 'embed-secrets';",
    "const claims = { contentPath: '/dashboards/sales', externalId: user.id, name: user.name };",
    `const url = signLoginUrl({ secretKey: process.env.EMBED_SECRET_KEY, host: '${host}', claims });`,
  ].join('\n');
