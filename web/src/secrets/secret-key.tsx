import Box from '@cloudscape-design/components/box';
import CopyToClipboard from '@cloudscape-design/components/copy-to-clipboard';
import FormField from '@cloudscape-design/components/form-field';

/** A revealed key with a copy button. */
export function SecretKey({ secretKey, description }: { secretKey: string; description: string }) {
  return (
    <FormField label="Secret key" description={description} stretch>
      <CopyToClipboard
        variant="inline"
        textToCopy={secretKey}
        textToDisplay={
          <Box variant="code" fontSize="body-m">
            <span className="secret-key">{secretKey}</span>
          </Box>
        }
        copyButtonAriaLabel="Copy secret key"
        copySuccessText="Copied"
        copyErrorText="The browser denied access to the clipboard"
      />
    </FormField>
  );
}
