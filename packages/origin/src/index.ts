export { type EmbedIdentityOptions, type EmbedOrigin, embedIdentity } from './embed-identity.ts';
export { type EmbedIdentity, identityOf } from './identity.ts';
export { EmbedIdentityError, type EmbedIdentityErrorCode } from './identity-error.ts';
export type { LargeClaimsOptions } from './large-claims.ts';
