import { Duration, RemovalPolicy, Stack, Validations } from 'aws-cdk-lib';
import {
  AccountRecovery,
  CfnManagedLoginBranding,
  type CfnUserPool,
  type CfnUserPoolDomain,
  ClientAttributes,
  FeaturePlan,
  Mfa,
  OAuthScope,
  PasskeyUserVerification,
  StringAttribute,
  UserPool,
  UserPoolClient,
} from 'aws-cdk-lib/aws-cognito';
import { Construct } from 'constructs';
import { adminPageOrigin } from './admin-page-host.ts';
import { namePrefix } from './names.ts';

export type AdminUserPoolProps = {
  embedDomain: string;
  /** Whether it outlives the stack. */
  keepsData: boolean;
};

/**
 * The people who administer an organization. Only an operator creates them, with their organization and role, which no
 * client can write. Each signs in at Cognito's own pages, with a password and an authenticator app or with a passkey.
 */
export class AdminUserPool extends Construct {
  readonly pool: UserPool;
  readonly client: UserPoolClient;
  /** The domain of Cognito's sign-in pages. It isn't below the embed domain, because organizations' hosts are. */
  readonly signInOrigin: string;

  constructor(scope: Construct, id: string, { embedDomain, keepsData }: AdminUserPoolProps) {
    super(scope, id);
    this.pool = new UserPool(this, 'Pool', {
      userPoolName: `${namePrefix(this)}-admins`,
      featurePlan: FeaturePlan.ESSENTIALS,
      selfSignUpEnabled: false,
      signInAliases: { email: true },
      signInCaseSensitive: false,
      standardAttributes: { email: { required: true, mutable: true } },
      customAttributes: {
        organization: new StringAttribute({ minLen: 1, maxLen: 63, mutable: true }),
        role: new StringAttribute({ minLen: 1, maxLen: 16, mutable: true }),
      },
      passwordPolicy: {
        minLength: 12,
        requireLowercase: true,
        requireUppercase: true,
        requireDigits: true,
        requireSymbols: true,
        tempPasswordValidity: Duration.days(3),
      },
      mfa: Mfa.REQUIRED,
      mfaSecondFactor: { otp: true, sms: false },
      signInPolicy: { allowedFirstAuthFactors: { password: true, passkey: true } },
      passkeyUserVerification: PasskeyUserVerification.REQUIRED,
      accountRecovery: AccountRecovery.EMAIL_ONLY,
      deletionProtection: keepsData,
      removalPolicy: keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
    });
    // A passkey that verifies its user counts as two factors. Otherwise Cognito doesn't allow passkeys if MFA is required.
    (this.pool.node.defaultChild as CfnUserPool).webAuthnFactorConfiguration =
      'MULTI_FACTOR_WITH_USER_VERIFICATION';

    const page = `${adminPageOrigin({ embedDomain })}/`;
    this.client = new UserPoolClient(this, 'Client', {
      userPool: this.pool,
      userPoolClientName: 'admin-page',
      // A page can't keep a client secret. PKCE proves instead that the page started the sign-in.
      generateSecret: false,
      authFlows: { user: true },
      oAuth: {
        flows: { authorizationCodeGrant: true, implicitCodeGrant: false, clientCredentials: false },
        scopes: [OAuthScope.OPENID, OAuthScope.EMAIL, OAuthScope.PROFILE],
        callbackUrls: [page],
        logoutUrls: [page],
      },
      preventUserExistenceErrors: true,
      enableTokenRevocation: true,
      accessTokenValidity: Duration.minutes(60),
      idTokenValidity: Duration.minutes(60),
      refreshTokenValidity: Duration.hours(12),
      refreshTokenRotationGracePeriod: Duration.seconds(10),
      readAttributes: new ClientAttributes()
        .withStandardAttributes({ email: true, fullname: true })
        .withCustomAttributes('organization', 'role'),
      writeAttributes: new ClientAttributes().withStandardAttributes({ fullname: true }),
    });
    const { account, region } = Stack.of(this);
    const domainPrefix = `${namePrefix(this)}-${account}`;
    const domain = this.pool.addDomain('Domain', { cognitoDomain: { domainPrefix } });
    (domain.node.defaultChild as CfnUserPoolDomain).managedLoginVersion = 2;
    new CfnManagedLoginBranding(this, 'Branding', {
      userPoolId: this.pool.userPoolId,
      clientId: this.client.userPoolClientId,
      useCognitoProvidedValues: true,
    });
    this.signInOrigin = `https://${domainPrefix}.auth.${region}.amazoncognito.com`;
    Validations.of(this.pool).acknowledge({
      id: 'AwsSolutions-COG8',
      reason: 'The features of Plus protect passwords; here each sign-in needs a second factor or a passkey.',
    });
  }
}
