import Alert from '@cloudscape-design/components/alert';
import Button, { type ButtonProps } from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import Spinner from '@cloudscape-design/components/spinner';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { CognitoSignIn as CognitoConfig } from '../../runtime-config.ts';
import { beginSignIn } from './begin-sign-in.ts';
import { cognitoOf } from './cognito-client.ts';
import { signOutUrl } from './cognito-session.ts';
import { leavePage } from './leave-page.ts';
import { type Resumption, resumeSignIn } from './resume-sign-in.ts';
import type { SignInProps } from './sign-in-props.ts';

type Outcome = Exclude<Resumption['outcome'], 'signed-in'>;

/** Signs in with Amazon Cognito: at its own page, or silently after a reload. */
export default function CognitoSignIn({
  config,
  signIn,
  hasEnded,
  onSignedIn,
  onEnded,
}: SignInProps & { signIn: CognitoConfig }) {
  const cognito = useMemo(() => cognitoOf(config, signIn), [config, signIn]);
  const [outcome, setOutcome] = useState<Outcome | undefined>(hasEnded ? 'ended' : undefined);
  // Once, when the page starts: a code can be used once.
  useEffect(() => {
    if (hasEnded) return;
    void resumeSignIn(cognito, onEnded).then((resumption) => {
      if (resumption.outcome === 'signed-in') onSignedIn(resumption.signedIn);
      else setOutcome(resumption.outcome);
    });
  }, []);

  const button = useRef<ButtonProps.Ref>(null);
  // What had the focus is gone.
  useEffect(() => button.current?.focus(), [outcome]);

  if (outcome === undefined) return <Spinner size="large" />;
  const begin = () => {
    setOutcome(undefined);
    beginSignIn(cognito, { silent: false }).catch(() => setOutcome('failed'));
  };
  const change = () => {
    setOutcome(undefined);
    void leavePage(signOutUrl(cognito));
  };
  return (
    <Container
      header={
        <Header variant="h1" description="For admins of an organization.">
          Sign in
        </Header>
      }
      footer={
        <Button ref={button} variant="primary" fullWidth onClick={outcome === 'refused' ? change : begin}>
          {outcome === 'refused' ? 'Sign in as someone else' : 'Sign in'}
        </Button>
      }
    >
      <Explanation outcome={outcome} />
    </Container>
  );
}

function Explanation({ outcome }: { outcome: Outcome }) {
  switch (outcome) {
    case 'signed-out':
      return 'You sign in with your password and authenticator app, or with a passkey.';
    case 'ended':
      return (
        <Alert type="info" statusIconAriaLabel="Info" header="Your session has ended">
          Sign in again to continue where you were.
        </Alert>
      );
    case 'refused':
      return (
        <Alert type="error" statusIconAriaLabel="Error" header="You don’t have access">
          Your account has no role in an organization. Ask the platform team for one.
        </Alert>
      );
    case 'failed':
      return (
        <Alert type="error" statusIconAriaLabel="Error" header="Sign-in failed">
          Check your connection and try again.
        </Alert>
      );
  }
}
