import type { AuthorizationServer, Client } from 'oauth4webapi';
import type { CognitoSignIn, RuntimeConfig } from '../../runtime-config.ts';

/** The user pool and the identity pool of the page's environment. */
export type Cognito = {
  server: AuthorizationServer;
  client: Client;
  region: string;
  identityPoolId: string;
  /** The user pool's name as a provider of the identity pool. */
  provider: string;
};

export function cognitoOf({ region }: Pick<RuntimeConfig, 'region'>, signIn: CognitoSignIn): Cognito {
  const { signInOrigin, userPoolId, clientId, identityPoolId } = signIn;
  const provider = `cognito-idp.${region}.amazonaws.com/${userPoolId}`;
  return {
    server: {
      issuer: `https://${provider}`,
      authorization_endpoint: `${signInOrigin}/oauth2/authorize`,
      token_endpoint: `${signInOrigin}/oauth2/token`,
      end_session_endpoint: `${signInOrigin}/logout`,
    },
    client: { client_id: clientId },
    region,
    identityPoolId,
    provider,
  };
}

/** How long to wait for Cognito: every request to the API waits for a renewal. */
export const cognitoTimeoutMs = 10_000;

/** Where Cognito sends the browser back to: the client's only callback URL. */
export const callbackUrl = (): string => `${window.location.origin}/`;
