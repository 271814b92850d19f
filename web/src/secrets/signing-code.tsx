import Box from '@cloudscape-design/components/box';
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Tabs from '@cloudscape-design/components/tabs';
import { useAdmin } from '../app/admin-context.ts';
import { DocsLink } from '../help/docs-link.tsx';
import { signingSnippets } from './signing-snippets.ts';

/** Code that signs a URL for this organization's host, in several languages. */
export function SigningCode() {
  const { organizationId, config } = useAdmin();
  const snippets = signingSnippets({
    host: `${organizationId}.${config.embedDomain}`,
    scheme: config.viewerScheme,
  });
  return (
    <div>
      <Box variant="h3">Sign a URL on your server</Box>
      <Box color="text-body-secondary" padding={{ bottom: 'xs' }}>
        Set EMBED_SECRET_KEY to the key, then run the code. It prints a URL that opens once, for 5 minutes.{' '}
        <DocsLink page="protocol">How signing works</DocsLink>
      </Box>
      <Tabs
        ariaLabel="Language"
        i18nStrings={{ scrollLeftAriaLabel: 'Scroll left', scrollRightAriaLabel: 'Scroll right' }}
        tabs={snippets.map(({ id, label, command, code }) => ({
          id,
          label,
          content: (
            <SpaceBetween size="xs">
              <pre className="code" data-language={id}>
                {code}
              </pre>
              <SpaceBetween size="m" direction="horizontal" alignItems="center">
                <CopyToClipboard
                  textToCopy={code}
                  copyButtonText="Copy code"
                  copySuccessText="Copied"
                  copyErrorText="The browser denied access to the clipboard"
                />
                <Box color="text-body-secondary">
                  Run with <Box variant="code">{command}</Box>
                </Box>
              </SpaceBetween>
            </SpaceBetween>
          ),
        }))}
      />
    </div>
  );
}
