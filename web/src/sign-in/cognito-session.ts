import { ResponseBodyError } from 'oauth4webapi';
import { isOrganizationId } from '../../../shared/organizations/organization-id.ts';
import { type Cognito, callbackUrl } from './cognito-client.ts';
import {
  CredentialsRefusedError,
  type IdentityCredentials,
  identityCredentials,
} from './identity-credentials.ts';
import { leavePage } from './leave-page.ts';
import { refreshTokens, revokeTokens } from './refresh-tokens.ts';
import { rememberSignedIn } from './sign-in-attempt.ts';
import type { Credentials, SignedIn } from './signed-in.ts';
import type { Tokens } from './tokens.ts';

/** Credentials are renewed this long before they expire, so that no request is signed with expired ones. */
const renewalMarginMs = 5 * 60_000;

/**
 * Starts the session of a user whose tokens Cognito has just issued. Tokens and credentials exist in this closure only.
 *
 * @param onEnded called once when Cognito no longer renews them
 * @throws {CredentialsRefusedError} if the user has no role
 */
export async function startCognitoSession(
  cognito: Cognito,
  issued: Tokens,
  onEnded: () => void,
): Promise<SignedIn> {
  let session: { tokens: Tokens; credentials: IdentityCredentials } | undefined = {
    tokens: issued,
    credentials: await identityCredentials(cognito, issued.idToken),
  };
  rememberSignedIn(true);

  const renew = async () => {
    if (session === undefined) throw new Error('signed out');
    const { tokens, credentials } = session;
    try {
      const renewed = await refreshTokens(cognito, tokens.refreshToken);
      // Stored before anything else can fail: the previous refresh token is already used up.
      if (session !== undefined) session.tokens = renewed;
      const next = await identityCredentials(cognito, renewed.idToken);
      if (session !== undefined) session.credentials = next;
      return next;
    } catch (error) {
      if (isRefusal(error)) {
        session = undefined;
        rememberSignedIn(false);
        onEnded();
      } else if (Date.now() < credentials.expiresAt) {
        return credentials;
      }
      throw error;
    }
  };
  let renewal: Promise<Credentials> | undefined;

  const { claims } = issued;
  const organizationId = String(claims['custom:organization']);
  return {
    name: String(claims.name ?? claims.email),
    organizationId: isOrganizationId(organizationId) ? organizationId : undefined,
    isReadOnly: claims['custom:role'] !== 'admin',
    credentials: async () => {
      if (session !== undefined && Date.now() < session.credentials.expiresAt - renewalMarginMs) {
        return session.credentials;
      }
      renewal ??= renew().finally(() => {
        renewal = undefined;
      });
      return await renewal;
    },
    signOut: async () => {
      // If a renewal is under way, the token to revoke is the one that it returns.
      await renewal?.catch(() => undefined);
      const refreshToken = session?.tokens.refreshToken;
      session = undefined;
      rememberSignedIn(false);
      // Without a response, Cognito's own sign-out below still ends its session.
      if (refreshToken !== undefined) await revokeTokens(cognito, refreshToken).catch(() => undefined);
      await leavePage(signOutUrl(cognito));
    },
  };
}

const isRefusal = (error: unknown): boolean =>
  error instanceof ResponseBodyError || error instanceof CredentialsRefusedError;

/** Ends the session of Cognito's sign-in pages, which sends the browser back. */
export function signOutUrl({ server, client }: Cognito): URL {
  const url = new URL(server.end_session_endpoint as string);
  url.search = new URLSearchParams({ client_id: client.client_id, logout_uri: callbackUrl() }).toString();
  return url;
}
