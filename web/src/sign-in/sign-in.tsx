import { lazy } from 'react';
import { LoadBoundary } from '../ui/load-boundary.tsx';
import { LocalSignIn } from './local-sign-in.tsx';
import type { SignInProps } from './sign-in-props.ts';

const CognitoSignIn = lazy(() => import('./cognito-sign-in.tsx'));

/** Signs the user in with the method of the environment. */
export function SignIn(props: SignInProps) {
  const { signIn } = props.config;
  if (signIn.kind === 'local') {
    return <LocalSignIn principals={signIn.principals} onSignedIn={props.onSignedIn} />;
  }
  return (
    <main className="narrow-page">
      <LoadBoundary>
        <CognitoSignIn {...props} signIn={signIn} />
      </LoadBoundary>
    </main>
  );
}
