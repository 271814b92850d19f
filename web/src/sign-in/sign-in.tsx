import Alert from '@cloudscape-design/components/alert';
import type { SignInConfig } from '../../runtime-config.ts';
import { LocalSignIn } from './local-sign-in.tsx';

export type Credentials = { accessKeyId: string; secretAccessKey: string; sessionToken?: string };

/** Whoever is signed in. The credentials are in this page's memory alone: they are gone when it is reloaded. */
export type SignedIn = {
  name: string;
  /** The organization that they manage, where they have one. */
  organizationId: string | undefined;
  /** Asked before each call, so that temporary ones can be renewed. */
  credentials: () => Promise<Credentials>;
};

/** The seam between the page and how an environment signs its admins in. */
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
    case 'none':
      return (
        <main className="narrow-page">
          <Alert type="info" statusIconAriaLabel="Info" header="Nobody can sign in here yet">
            The sign-in of this environment is not set up. The API and the command line work.
          </Alert>
        </main>
      );
  }
}
