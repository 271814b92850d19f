import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, inject, test } from 'vitest';
import { environments } from '../../infra/environments.ts';
import { type PolicyDocument, trusts } from './support/simulate.ts';
import { type Resource, resourceOf, resourcesOf, templateOf } from './support/templates.ts';

const template = () => templateOf('production', 'EmbedSecretsSignIn');
const propertiesOf = (type: string): Resource['Properties'] => resourceOf(template(), type).Properties;
const account = environments.production.account;

describe('the identity pool', () => {
  test('has no guests and no classic flow, and asks the user pool about each token', () => {
    const [[client] = []] = Object.entries(resourcesOf(template(), 'AWS::Cognito::UserPoolClient'));
    expect(propertiesOf('AWS::Cognito::IdentityPool')).toMatchObject({
      AllowUnauthenticatedIdentities: false,
      AllowClassicFlow: false,
      CognitoIdentityProviders: [{ ClientId: { Ref: client }, ServerSideTokenCheck: true }],
    });
  });

  test('takes the session tag from the claim that only an operator writes', () => {
    expect(propertiesOf('AWS::Cognito::IdentityPoolPrincipalTag')).toMatchObject({
      PrincipalTags: { organization: 'custom:organization' },
      UseDefaults: false,
    });
  });

  test('assigns a role by the claim that only an operator can write, and none without it', () => {
    const { Roles, RoleMappings } = propertiesOf('AWS::Cognito::IdentityPoolRoleAttachment');
    expect(Roles).toBeUndefined();
    const [mapping] = Object.values<Resource['Properties']>(RoleMappings);
    expect(mapping).toMatchObject({ Type: 'Rules', AmbiguousRoleResolution: 'Deny' });
    const policies = mapping?.RulesConfiguration.Rules.map(
      ({ Claim, MatchType, Value, RoleARN }: Record<string, { 'Fn::GetAtt': [string] }>) => {
        const { ManagedPolicyArns } =
          template().Resources[RoleARN?.['Fn::GetAtt'][0] ?? '']?.Properties ?? {};
        return [Claim, MatchType, Value, ManagedPolicyArns.map((arn: unknown) => outputOf(arn))];
      },
    );
    expect(policies).toEqual([
      ['custom:role', 'Equals', 'admin', [expect.stringContaining('OrganizationAdmin')]],
      ['custom:role', 'Equals', 'viewer', [expect.stringContaining('OrganizationViewer')]],
    ]);
  });
});

const outputOf = (value: unknown): string =>
  (value as { 'Fn::GetStackOutput': { OutputName: string } })['Fn::GetStackOutput'].OutputName;

describe.each(['admin', 'viewer'])('the role of an %s', (name) => {
  const [, role] =
    Object.entries(resourcesOf(template(), 'AWS::IAM::Role')).find(([, { Properties }]) =>
      Properties.Description.startsWith(`The ${name}s`),
    ) ?? [];
  const trust = JSON.parse(
    JSON.stringify(role?.Properties.AssumeRolePolicyDocument).replace(
      /\{"Ref":"[^"]+"\}/,
      '"us-east-1:pool"',
    ),
  ) as PolicyDocument;
  const context = {
    'cognito-identity.amazonaws.com:aud': 'us-east-1:pool',
    'cognito-identity.amazonaws.com:amr': ['authenticated'],
    'aws:RequestTag/organization': 'acme',
  };
  const request = (
    changes: object,
    action = 'sts:AssumeRoleWithWebIdentity',
    federated = 'cognito-identity.amazonaws.com',
  ) => ({
    action,
    federated,
    resource: `arn:aws:iam::${account}:role/${name}`,
    context: Object.fromEntries(
      Object.entries({ ...context, ...changes }).filter(([, value]) => value !== undefined),
    ),
  });

  test('is assumed, with its tag, by those who signed in to this pool', async () => {
    expect(await trusts(trust, request({}))).toBe(true);
    // With both in one statement: https://docs.aws.amazon.com/cognito/latest/developerguide/using-afac-with-cognito-identity-pools.html
    expect(trust.Statement.map(({ Action }) => Action)).toEqual([
      ['sts:AssumeRoleWithWebIdentity', 'sts:TagSession'],
    ]);
  });

  test.each<[string, ReturnType<typeof request>]>([
    ['of another pool', request({ 'cognito-identity.amazonaws.com:aud': 'us-east-1:other' })],
    ['who is a guest', request({ 'cognito-identity.amazonaws.com:amr': ['unauthenticated'] })],
    ['without an organization', request({ 'aws:RequestTag/organization': undefined })],
    ['of another provider', request({}, undefined, 'accounts.google.com')],
    ['who wants another way in', request({}, 'sts:AssumeRole')],
  ])('can’t be assumed %s', async (_, refused) => {
    expect(await trusts(trust, refused)).toBe(false);
  });

  test('has one policy and nothing of its own', () => {
    expect(role?.Properties.Policies).toBeUndefined();
    expect(resourcesOf(template(), 'AWS::IAM::Policy')).toEqual({});
  });
});

test('the deployment writes the sign-in’s address into the page’s config.json', () => {
  const { SourceMarkers } = resourceOf(
    templateOf('production', 'EmbedSecretsWeb'),
    'Custom::CDKBucketDeployment',
  ).Properties;
  const values: Record<string, unknown> = Object.assign({}, ...SourceMarkers);
  const { outdir } = inject('syntheses').production;
  const [config] = readdirSync(outdir)
    .map((asset) => join(outdir, asset, 'config.json'))
    .filter((file) => existsSync(file))
    .map((file) => JSON.parse(readFileSync(file, 'utf8')))
    .filter(({ signIn }) => signIn?.kind === 'cognito');
  const { kind, signInOrigin, ...ids } = config.signIn;
  expect([kind, signInOrigin]).toEqual([
    'cognito',
    'https://embed-secrets-333333333333.auth.us-east-1.amazoncognito.com',
  ]);
  const outputs = Object.entries(ids).map(([name, marker]) => [name, outputOf(values[marker as string])]);
  expect(Object.fromEntries(outputs)).toEqual({
    userPoolId: expect.stringContaining('UsersPool'),
    clientId: expect.stringContaining('UsersClient'),
    identityPoolId: expect.stringContaining('IdentitiesPool'),
  });
});
