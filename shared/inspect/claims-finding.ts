import {
  claimMessage,
  externalIdTooLargeMessage,
  inexactNumberMessage,
} from '../embed-url/claim-messages.ts';
import { type ClaimFault, loginClaimFaults } from '../embed-url/claim-rules.ts';
import { claimsMaxBytes, type LoginClaims, largeClaimsMaxBytes } from '../embed-url/claims.ts';
import { findInexactNumber } from '../embed-url/inexact-number.ts';
import { nearestClaim } from '../embed-url/nearest-claim.ts';
import {
  findUnknownClaim,
  type LoginUrlRefusalReason,
  leewaySeconds,
  maxLifetimeSeconds,
} from '../embed-url/verify-login-url.ts';
import { loginUrlMismatch } from './diagnose-values.ts';
import { duration } from './duration.ts';
import { type Finding, finding } from './inspection.ts';

/** Explains why the claims of a correctly signed v1 URL are refused. */
export function claimsFinding(
  { reason, field = 'A claim' }: { reason: LoginUrlRefusalReason; field?: string },
  {
    claims,
    json,
    customClaims,
    loginUrl,
    now,
  }: {
    claims: object;
    json: string;
    customClaims: readonly string[] | undefined;
    loginUrl: string;
    now: number;
  },
): Finding {
  const { exp, loginUrl: signedFor } = claims as LoginClaims;
  switch (reason) {
    case 'claims_too_large':
      return claimsTooLarge();
    case 'identity_too_large':
      return identityTooLarge();
    case 'unknown_claim':
      return unknownClaim(findUnknownClaim(claims, customClaims) ?? 'A claim');
    case 'login_url_mismatch':
      return loginUrlMismatch(signedFor, loginUrl);
    case 'expired':
      return finding(
        'expired',
        `The URL expired ${duration(now - exp * 1000)} ago, at ${isoTime(exp)} (exp ${exp}). Sign a new one for each view.`,
      );
    case 'expires_too_late':
      return exp > 1e11 ? inMilliseconds(exp) : tooLate(exp);
    default:
      return (
        invalidClaim(loginClaimFaults(claims)[0], json) ?? finding('invalid_claim', `${field} is invalid.`)
      );
  }
}

export const claimsTooLarge = (): Finding =>
  finding(
    'claims_too_large',
    `The claims exceed ${claimsMaxBytes.toLocaleString('en')} bytes of JSON. Send fewer attributes, or use 2-step SSO, which takes ${largeClaimsMaxBytes.toLocaleString('en')}.`,
  );

function unknownClaim(name: string): Finding {
  const nearest = nearestClaim(name);
  const hint = nearest === undefined ? '' : ` Did you mean ${nearest}?`;
  return finding(
    'unknown_claim',
    `${name} is not a known claim, and the organization accepts no others (strictClaims).${hint} List claims of your own in the setting customClaims.`,
  );
}

const inMilliseconds = (exp: number): Finding =>
  finding(
    'exp_in_milliseconds',
    `exp is ${exp}, which is in milliseconds. It must be in seconds since 1970: ${Math.floor(exp / 1000)}.`,
  );

const tooLate = (exp: number): Finding =>
  finding(
    'expires_too_late',
    `exp is ${isoTime(exp)}, more than ${maxLifetimeSeconds / 86_400} days and ${leewaySeconds} seconds ahead. Sign for at most 7 days.`,
  );

const isoTime = (seconds: number): string => new Date(seconds * 1000).toISOString();

/** Explains the first claim that breaks its rule, or else the first inexact number in the JSON. */
export function invalidClaim(fault: ClaimFault | undefined, json: string): Finding | undefined {
  if (fault !== undefined) return finding('invalid_claim', `${fault.field} ${claimMessage(fault)}.`);
  const inexact = findInexactNumber(json);
  if (inexact === undefined) return undefined;
  return finding('invalid_claim', `${inexact.path} (${inexact.text}) ${inexactNumberMessage}.`);
}

export const identityTooLarge = (): Finding =>
  finding('identity_too_large', `externalId ${externalIdTooLargeMessage}.`);
