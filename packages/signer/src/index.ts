export type { KnownClaims } from '../../../shared/embed-url/claims.ts';
export { type SignLoginUrlOptions, signLoginUrl } from './sign-login-url.ts';
export { type SignRedeemUrlOptions, signRedeemUrl } from './sign-redeem-url.ts';
