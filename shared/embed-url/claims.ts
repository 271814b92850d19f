/**
 * The maximum size of claims in a URL and in an identity, in bytes of JSON: the origin gets the identity in one header,
 * and nginx accepts 8 KiB.
 */
export const claimsMaxBytes = 4096;

/** The maximum size of the claims of 2-step SSO, in bytes of JSON. Above {@link claimsMaxBytes}, the origin fetches them. */
export const largeClaimsMaxBytes = 65_536;

/**
 * The maximum size of `externalId`, in bytes of JSON: it is in the identity twice, as `sub` too. 255 characters
 * of any language fit, but a control character takes 6 bytes.
 */
export const externalIdMaxBytes = 255 * 4 + 2;

/** Whether the identity of these claims would be too large for its header. */
export const isIdentityTooLarge = ({ externalId }: { externalId: string }): boolean =>
  externalId.length * escapedBytes + 2 > externalIdMaxBytes &&
  Buffer.byteLength(JSON.stringify(externalId)) > externalIdMaxBytes;

/** `\u0001`: no character takes more. */
const escapedBytes = 6;

/** The claims about a viewer that the protocol names: its table without `loginUrl`, `nonce` and `exp`. */
export type KnownClaims = {
  contentPath: string;
  externalId: string;
  name: string;
  accessBoost?: boolean;
  branch?: string;
  connectionRoles?: Record<string, string>;
  customTheme?: Record<string, string>;
  customThemeId?: string;
  email?: string;
  entity?: string;
  entityFolderContentRole?: ContentRole;
  entityFolderGroupContentRole?: ContentRole;
  entityFolderLabel?: string;
  entityGroupLabel?: string;
  filterSearchParam?: string;
  groups?: string[];
  linkAccess?: string;
  mode?: 'APPLICATION' | 'SINGLE_CONTENT';
  modelRoles?: Record<string, string>;
  prefersDark?: 'true' | 'false' | 'system';
  preserveEntityFolderContentRole?: boolean;
  theme?: string;
  uiSettings?: Record<string, boolean>;
  userAttributes?: Record<string, string | number | boolean | null | (string | number)[]>;
};

/** What a signer says about a viewer. Any other member reaches the origin unchanged: dropping one could drop a restriction. */
export type ViewerClaims = KnownClaims & { [further: string]: unknown };

/** What a v1 URL carries. `exp` is in epoch seconds. */
export type LoginClaims = ViewerClaims & { loginUrl: string; nonce: string; exp: number };

type ContentRole = 'MANAGER' | 'EDITOR' | 'VIEWER' | 'NO_ACCESS';
