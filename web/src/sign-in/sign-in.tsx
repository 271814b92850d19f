import Alert from '@cloudscape-design/components/alert';
import type { SignInConfig } from '../../runtime-config.ts';
import { LocalSignIn } from './local-sign-in.tsx';
import type { SignedIn } from './signed-in.ts';

/** Signs the user in with the method of the environment. */
export function SignIn({
  signIn,
  onSignedIn,
}: {
  signIn: SignInConfig;
  onSignedIn: (signedIn: SignedIn) => void;
}) {
  switch (signIn.kind) {
    case 'local':
      return <LocalSignIn principals={signIn.principals} onSignedIn={onSignedIn} />;
    // The page can't use Cognito yet.
    case 'cognito':
    case 'none':
      return (
        <main className="narrow-page">
          <Alert type="info" statusIconAriaLabel="Info" header="Sign-in isn’t set up">
            This environment has no sign-in method. Use the API or the command line instead.
          </Alert>
        </main>
      );
  }
}
