import type { RuntimeConfig } from '../../runtime-config.ts';
import type { SignedIn } from './signed-in.ts';

export type SignInProps = {
  config: RuntimeConfig;
  /** The session of the user who was signed in has just ended. */
  hasEnded: boolean;
  onSignedIn: (signedIn: SignedIn) => void;
  /** Called when a session can't be renewed any more. */
  onEnded: () => void;
};
