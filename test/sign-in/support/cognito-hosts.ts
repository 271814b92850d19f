import { decodeJwt } from 'jose';
import type { Principal } from '../../../local/principals.ts';
import type { Emulator } from '../../deployed/support/emulator.ts';
import { type FrontRequest, forward, type Host, relay } from './aws-front.ts';
import type { DeployedSignIn } from './deploy-sign-in.ts';
import { assumedPrincipal, type IdTokenClaims, type IssuedCredentials } from './identity-pool.ts';
import { authorizeSilently, loginCookie } from './login-cookie.ts';
import { production } from './production.ts';

/** What the tests see of Cognito, and change in it. */
export type CognitoState = {
  /** What the page requested: `POST /oauth2/token`, `RevokeToken`. */
  cognitoCalls: string[];
  /** How long issued credentials say they live. */
  credentialsLifetimeSeconds: number;
  /** Principals with credentials of the identity pool, by access key id. */
  issued: Map<string, Principal>;
};

/** Cognito's three hosts, on the emulator. */
export function cognitoHosts(cognito: CognitoState & DeployedSignIn & { emulator: Emulator }) {
  const { endpoint } = cognito.emulator;
  const record = ({ method, path, message }: FrontRequest) => {
    if (method === 'OPTIONS') return;
    const action = /\.(\w+)$/.exec(String(message.headers['x-amz-target']))?.[1];
    cognito.cognitoCalls.push(action ?? `${method} ${path.split('?', 1)[0]}`);
  };
  let username = '';
  const signInPages: Host = async (request, response) => {
    record(request);
    const { pathname, searchParams } = new URL(request.path, cognito.signIn.signInOrigin);
    if (pathname === '/oauth2/authorize' && searchParams.get('prompt') === 'none') {
      return await authorizeSilently(endpoint, request, searchParams, response);
    }
    const forwarded = await forward(endpoint, request);
    if (pathname === '/login') {
      username = new URLSearchParams(`${request.body}`).get('username') ?? username;
      if (forwarded.status === 302) response.setHeader('set-cookie', loginCookie.of(username));
    }
    if (pathname === '/logout') response.setHeader('set-cookie', loginCookie.none);
    relay(response, forwarded);
  };
  const userPool: Host = async (request, response) => {
    record(request);
    relay(response, await forward(endpoint, request));
  };
  const identityPool: Host = async (request, response) => {
    record(request);
    const forwarded = await forward(endpoint, request);
    const isCredentials = String(request.message.headers['x-amz-target']).endsWith(
      '.GetCredentialsForIdentity',
    );
    if (!isCredentials || forwarded.status !== 200) return relay(response, forwarded);
    relay(response, { ...forwarded, ...issue(request, JSON.parse(forwarded.text)) });
  };
  const issue = (
    { body }: FrontRequest,
    result: { IdentityId: string; Credentials: IssuedCredentials },
  ): { status: number; text: string } => {
    const [[provider, idToken] = ['', '']] = Object.entries<string>(JSON.parse(`${body}`).Logins);
    const principal = assumedPrincipal(
      cognito.template,
      decodeJwt(idToken) as IdTokenClaims,
      result.Credentials,
      { provider, identityId: result.IdentityId, identityPoolId: cognito.signIn.identityPoolId },
    );
    if (principal === undefined) {
      return { status: 400, text: JSON.stringify({ __type: 'NotAuthorizedException' }) };
    }
    cognito.issued.set(principal.accessKeyId, principal);
    result.Credentials.Expiration = Math.floor(Date.now() / 1000) + cognito.credentialsLifetimeSeconds;
    return { status: 200, text: JSON.stringify(result) };
  };
  const { region } = production;
  return {
    [new URL(cognito.signIn.signInOrigin).host]: signInPages,
    [`cognito-idp.${region}.amazonaws.com`]: userPool,
    [`cognito-identity.${region}.amazonaws.com`]: identityPool,
  };
}
