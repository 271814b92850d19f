import type { PolicyName } from '../shared/policies.ts';

/** What differs between environments; the page reads it from `/config.json` when it starts. */
export type RuntimeConfig = {
  /** Without a path at its end: `https://api.embed.example.com`. */
  apiUrl: string;
  region: string;
  /** Organizations are embedded at `<organization>.<embedDomain>`, with the port where it has one. */
  embedDomain: string;
  /** How signed URLs, always made for https, are opened: a local run speaks plain http. */
  viewerScheme: 'https' | 'http';
  /** How admins sign in: as a principal of the local run, or with Amazon Cognito where the page is deployed. */
  signIn: { kind: 'local'; principals: readonly LocalPrincipal[] } | CognitoSignIn;
};

/** Amazon Cognito, in the `region` of the API. */
export type CognitoSignIn = {
  kind: 'cognito';
  /** Of its sign-in pages: `https://….auth.eu-central-1.amazoncognito.com`. */
  signInOrigin: string;
  userPoolId: string;
  clientId: string;
  /** Exchanges the ID token for AWS credentials. */
  identityPoolId: string;
};

/** A principal of a local run. Its keys are public. */
export type LocalPrincipal = {
  name: string;
  permission: PolicyName;
  organization?: string;
  accessKeyId: string;
  secretAccessKey: string;
};
