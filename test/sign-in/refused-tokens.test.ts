import { createHash, generateKeyPairSync, randomBytes } from 'node:crypto';
import {
  CreateUserPoolClientCommand,
  CreateUserPoolCommand,
} from '@aws-sdk/client-cognito-identity-provider';
import { decodeJwt, SignJWT } from 'jose';
import { beforeAll, describe, expect, it } from 'vitest';
import { submitForm } from './support/aws-front.ts';
import { password } from './support/password.ts';
import { ada, createPerson, userPoolClient } from './support/people.ts';
import { pageOrigin, production } from './support/production.ts';
import { signInMissing, useSignIn } from './support/use-sign-in.ts';

const redirectUri = `${pageOrigin}/`;

describe.skipIf(signInMissing)(`tokens and codes${signInMissing ? ` (${signInMissing})` : ''}`, () => {
  const cognito = useSignIn();
  const codeVerifier = randomBytes(32).toString('base64url');
  const post = (form: Record<string, string>) => submitForm(cognito.emulator.endpoint, '/oauth2/token', form);

  /** Signs in at Cognito's forms as the page would. */
  async function authorizationCode(clientId: string): Promise<string> {
    const { endpoint } = cognito.emulator;
    const first = await submitForm(endpoint, '/login', {
      auth_flow: 'USER_AUTH',
      username: ada.email,
      client_id: clientId,
      redirect_uri: redirectUri,
      response_type: 'code',
      scope: 'openid email profile',
      state: 'state',
      code_challenge: createHash('sha256').update(codeVerifier).digest('base64url'),
      code_challenge_method: 'S256',
    });
    const token = /name="ua_token" value="([^"]+)"/.exec(first.text)?.[1] ?? '';
    const { headers } = await submitForm(endpoint, '/login', { ua_token: token, password });
    return new URL(headers.get('location') ?? '').searchParams.get('code') ?? '';
  }
  const exchange = (clientId: string, code: string, verifier: string) =>
    post({
      grant_type: 'authorization_code',
      client_id: clientId,
      redirect_uri: redirectUri,
      code,
      code_verifier: verifier,
    });
  async function idToken(clientId: string): Promise<string> {
    const { text } = await exchange(clientId, await authorizationCode(clientId), codeVerifier);
    return JSON.parse(text).id_token;
  }
  /** Asks the identity pool as the page does. */
  async function getId(userPoolId: string, token: string) {
    const response = await fetch(cognito.emulator.endpoint, {
      method: 'POST',
      headers: {
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': 'AWSCognitoIdentityService.GetId',
      },
      body: JSON.stringify({
        IdentityPoolId: cognito.signIn.identityPoolId,
        Logins: { [`cognito-idp.${production.region}.amazonaws.com/${userPoolId}`]: token },
      }),
    });
    return { status: response.status, body: await response.json() };
  }

  beforeAll(async () => {
    await createPerson(cognito, ada);
  });

  it('get an identity if the user pool issued them for the page', async () => {
    const { userPoolId, clientId } = cognito.signIn;
    expect(await getId(userPoolId, await idToken(clientId))).toMatchObject({ status: 200 });
  });

  it('get none if they are forged: other claims, or another signature', async () => {
    const { userPoolId, clientId } = cognito.signIn;
    const [header = '', , signature = ''] = (await idToken(clientId)).split('.');
    const claims = decodeJwt(await idToken(clientId));
    const changed = Buffer.from(JSON.stringify({ ...claims, 'custom:organization': 'globex' }));
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
    const resigned = await new SignJWT(claims)
      .setProtectedHeader(JSON.parse(`${Buffer.from(header, 'base64url')}`))
      .sign(privateKey);
    const unsigned = `${Buffer.from('{"alg":"none"}').toString('base64url')}.${changed.toString('base64url')}.`;
    for (const forged of [`${header}.${changed.toString('base64url')}.${signature}`, resigned, unsigned]) {
      expect(await getId(userPoolId, forged)).toMatchObject({
        status: 400,
        body: { __type: expect.stringContaining('NotAuthorizedException') },
      });
    }
  });

  it('get none from another user pool, whatever it says about the organization', async () => {
    const userPool = userPoolClient(cognito);
    const { UserPool } = await userPool.send(
      new CreateUserPoolCommand({
        PoolName: 'another',
        UsernameAttributes: ['email'],
        Schema: ['organization', 'role'].map((Name) => ({ Name, AttributeDataType: 'String' as const })),
      }),
    );
    const otherPoolId = UserPool?.Id ?? '';
    const { UserPoolClient } = await userPool.send(
      new CreateUserPoolClientCommand({
        UserPoolId: otherPoolId,
        ClientName: 'another',
        AllowedOAuthFlows: ['code'],
        AllowedOAuthFlowsUserPoolClient: true,
        AllowedOAuthScopes: ['openid', 'email', 'profile'],
        CallbackURLs: [redirectUri],
        ExplicitAuthFlows: ['ALLOW_USER_AUTH'],
      }),
    );
    await createPerson({ ...cognito, signIn: { ...cognito.signIn, userPoolId: otherPoolId } }, ada);
    const token = await idToken(UserPoolClient?.ClientId ?? '');
    expect(decodeJwt(token)['custom:organization']).toBe('acme');
    expect((await getId(otherPoolId, token)).status).toBe(400);
    expect((await getId(cognito.signIn.userPoolId, token)).status).toBe(400);
  });

  it('are not issued for a code without its verifier, or twice', async () => {
    const { clientId } = cognito.signIn;
    const code = await authorizationCode(clientId);
    expect((await exchange(clientId, code, randomBytes(32).toString('base64url'))).status).toBe(400);
    expect((await exchange(clientId, code, '')).status).toBe(400);
    expect((await exchange(clientId, code, codeVerifier)).status).toBe(200);
    expect((await exchange(clientId, code, codeVerifier)).status).toBe(400);
  });

  it('are not issued to another address than the page', async () => {
    const { clientId, signInOrigin } = cognito.signIn;
    const url = new URL('/oauth2/authorize', cognito.emulator.endpoint);
    url.search = `${new URLSearchParams({ response_type: 'code', client_id: clientId, redirect_uri: `${signInOrigin}/` })}`;
    expect((await fetch(url, { redirect: 'manual' })).status).toBe(400);
  });
});
