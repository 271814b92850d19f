import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import FormField from '@cloudscape-design/components/form-field';
import Modal from '@cloudscape-design/components/modal';
import SpaceBetween from '@cloudscape-design/components/space-between';
import type { CreatedSecret } from '../../../shared/contract/records.ts';
import { useAdmin } from '../app/admin-context.ts';
import { SecretKey } from './secret-key.tsx';

/** The key of a new secret and how to sign with it. */
export function NewSecretDialog({ secret, onClose }: { secret: CreatedSecret; onClose: () => void }) {
  const { organizationId, config } = useAdmin();
  const code = signingCode(`${organizationId}.${config.embedDomain}`);
  return (
    <Modal
      visible
      size="x-large"
      header={`“${secret.name}” is active`}
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
          description="Store it in your server’s configuration as EMBED_SECRET_KEY. Never put it in a web page or an app: anyone with this key can sign in as any of your users."
        />
        <FormField
          label="Sign a URL"
          description="In Node.js on your server, for the signed-in user. Each URL opens once."
          stretch
        >
          <SpaceBetween size="xs">
            <pre className="code">{code}</pre>
            <CopyToClipboard
              textToCopy={code}
              copyButtonText="Copy code"
              copySuccessText="Copied"
              copyErrorText="The browser denied access to the clipboard"
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
