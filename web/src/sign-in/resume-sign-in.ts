import { AuthorizationResponseError } from 'oauth4webapi';
import { beginSignIn } from './begin-sign-in.ts';
import type { Cognito } from './cognito-client.ts';
import { startCognitoSession } from './cognito-session.ts';
import { completeSignIn } from './complete-sign-in.ts';
import { CredentialsRefusedError } from './identity-credentials.ts';
import { rememberSignedIn, wasSignedIn } from './sign-in-attempt.ts';
import type { SignedIn } from './signed-in.ts';

/** `signed-out`: no user was signed in. `ended`: Cognito no longer knows the user. `refused`: the user has no role. */
export type Resumption =
  | { outcome: 'signed-in'; signedIn: SignedIn }
  | { outcome: 'signed-out' | 'ended' | 'refused' | 'failed' };

/**
 * Signs in when the page starts: completes a sign-in that it began or, after a reload, requests new tokens from Cognito
 * without showing anything, which leaves the page.
 */
export async function resumeSignIn(cognito: Cognito, onEnded: () => void): Promise<Resumption> {
  try {
    const tokens = await completeSignIn(cognito);
    if (tokens !== undefined) {
      return { outcome: 'signed-in', signedIn: await startCognitoSession(cognito, tokens, onEnded) };
    }
    if (wasSignedIn()) return await beginSignIn(cognito, { silent: true });
    return { outcome: 'signed-out' };
  } catch (error) {
    // Once is enough: without this, a reload would end up here again.
    rememberSignedIn(false);
    if (error instanceof CredentialsRefusedError) return { outcome: 'refused' };
    const isUnknown = error instanceof AuthorizationResponseError && error.error === 'login_required';
    return { outcome: isUnknown ? 'ended' : 'failed' };
  }
}
