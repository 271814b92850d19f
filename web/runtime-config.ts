/** What differs between environments; the page reads it from `/config.json` when it starts. */
export type RuntimeConfig = {
  /** Without a path at its end: `https://api.embed.example.com`. */
  apiUrl: string;
  region: string;
  /** Organizations are embedded at `<organization>.<embedDomain>`, with the port where it has one. */
  embedDomain: string;
  /** How signed URLs, always made for https, are opened: a local run speaks plain http. */
  viewerScheme: 'https' | 'http';
  signIn: SignInConfig;
};

/** `none`: admins cannot sign in there yet. */
export type SignInConfig = { kind: 'local'; principals: readonly LocalPrincipal[] } | { kind: 'none' };

/** Somebody of a local run, whose keys are public. */
export type LocalPrincipal = {
  name: string;
  permission: string;
  organization?: string;
  accessKeyId: string;
  secretAccessKey: string;
};
