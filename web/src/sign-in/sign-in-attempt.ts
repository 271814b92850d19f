/**
 * What the page stores while the browser is on Cognito's sign-in page. It is useless afterwards: the verifier works with
 * one authorization code, which can be used once.
 */
export type SignInAttempt = {
  state: string;
  nonce: string;
  codeVerifier: string;
  /** Where in the page the user was: `#/acme/secrets`. */
  hash: string;
};

const attemptKey = 'sign-in-attempt';
const signedInKey = 'signed-in';

export const storeAttempt = (attempt: SignInAttempt): void =>
  window.sessionStorage.setItem(attemptKey, JSON.stringify(attempt));

/** Returns the attempt of this tab, if there is one, and forgets it. */
export function takeAttempt(): SignInAttempt | undefined {
  const stored = window.sessionStorage.getItem(attemptKey);
  window.sessionStorage.removeItem(attemptKey);
  return stored === null ? undefined : (JSON.parse(stored) as SignInAttempt);
}

/** Whether this tab was signed in when it was left: then a reload may sign it in again without asking. */
export const wasSignedIn = (): boolean => window.sessionStorage.getItem(signedInKey) !== null;

export function rememberSignedIn(isSignedIn: boolean): void {
  if (isSignedIn) window.sessionStorage.setItem(signedInKey, 'yes');
  else window.sessionStorage.removeItem(signedInKey);
}
