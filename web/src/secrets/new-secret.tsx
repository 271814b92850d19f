import SpaceBetween from '@cloudscape-design/components/space-between';
import type { CreatedSecret } from '../../../shared/contract/records.ts';
import { SecretKey } from './secret-key.tsx';
import { SigningCode } from './signing-code.tsx';

/** The key of a new secret and the code that signs with it. */
export function NewSecret({ secret }: { secret: CreatedSecret }) {
  return (
    <SpaceBetween size="l">
      <div data-initial-focus="">
        <SecretKey
          secretKey={secret.secretKey}
          description="Store it in your server’s configuration. Anyone with this key can sign in as any of your users, so never put it in a web page or an app."
        />
      </div>
      <SigningCode />
    </SpaceBetween>
  );
}
