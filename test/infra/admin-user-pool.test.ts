import { describe, expect, test } from 'vitest';
import { environmentNames, environments } from '../../infra/environments.ts';
import { type Resource, resourceOf, templateOf } from './support/templates.ts';

const template = () => templateOf('production', 'EmbedSecretsSignIn');
const propertiesOf = (type: string): Resource['Properties'] => resourceOf(template(), type).Properties;

describe('the user pool', () => {
  test('has only users that an operator created', () => {
    expect(propertiesOf('AWS::Cognito::UserPool').AdminCreateUserConfig).toEqual({
      AllowAdminCreateUserOnly: true,
    });
  });

  test('requires a password and an authenticator app, or a passkey that verifies its user; no SMS', () => {
    const pool = propertiesOf('AWS::Cognito::UserPool');
    expect(pool).toMatchObject({
      MfaConfiguration: 'ON',
      EnabledMfas: ['SOFTWARE_TOKEN_MFA'],
      WebAuthnFactorConfiguration: 'MULTI_FACTOR_WITH_USER_VERIFICATION',
      WebAuthnUserVerification: 'required',
    });
    expect(pool.Policies.SignInPolicy).toEqual({ AllowedFirstAuthFactors: ['PASSWORD', 'WEB_AUTHN'] });
  });

  test.each(environmentNames)('of %s outlives its stack if the environment keeps its data', (name) => {
    const { keepsData } = environments[name].retention;
    const { DeletionPolicy, Properties } = resourceOf(
      templateOf(name, 'EmbedSecretsSignIn'),
      'AWS::Cognito::UserPool',
    );
    expect([DeletionPolicy, Properties.DeletionProtection]).toEqual(
      keepsData ? ['Retain', 'ACTIVE'] : ['Delete', 'INACTIVE'],
    );
  });

  test.each(environmentNames)('of %s signs in at a host that is not below the embed domain', (name) => {
    const { Domain } = resourceOf(
      templateOf(name, 'EmbedSecretsSignIn'),
      'AWS::Cognito::UserPoolDomain',
    ).Properties;
    expect(Domain).toBe(`embed-secrets-${environments[name].account}`);
    expect(`${Domain}.auth.${environments[name].region}.amazoncognito.com`).not.toContain(
      environments[name].embedDomain,
    );
  });

  test('has the tag by which the API’s functions may look up its users', () => {
    expect(propertiesOf('AWS::Cognito::UserPool').UserPoolTags).toEqual({
      'embed-secrets:environment': 'production',
    });
  });

  test('shows managed login, with a branding: without one, Cognito shows nothing', () => {
    expect(propertiesOf('AWS::Cognito::UserPoolDomain').ManagedLoginVersion).toBe(2);
    expect(propertiesOf('AWS::Cognito::ManagedLoginBranding').UseCognitoProvidedValues).toBe(true);
  });
});

describe('the client of the admin page', () => {
  const client = () => propertiesOf('AWS::Cognito::UserPoolClient');

  test('is public, and gets tokens by an authorization code only, at the page and nowhere else', () => {
    expect(client()).toMatchObject({
      GenerateSecret: false,
      AllowedOAuthFlows: ['code'],
      AllowedOAuthFlowsUserPoolClient: true,
      AllowedOAuthScopes: ['openid', 'email', 'profile'],
      CallbackURLs: ['https://admin.embed.example.com/'],
      LogoutURLs: ['https://admin.embed.example.com/'],
      PreventUserExistenceErrors: 'ENABLED',
      EnableTokenRevocation: true,
      RefreshTokenRotation: { Feature: 'ENABLED', RetryGracePeriodSeconds: 10 },
    });
  });

  test('cannot write the organization or the role of a user', () => {
    expect(client().WriteAttributes).toEqual(['name']);
    expect(client().ReadAttributes).toEqual(expect.arrayContaining(['custom:organization', 'custom:role']));
  });

  test('signs in by nothing but the pages of Cognito or a choice of factors: no password is sent to us', () => {
    expect(client().ExplicitAuthFlows).toEqual(['ALLOW_USER_AUTH']);
  });
});
