import { claimMessage } from '../../../shared/embed-url/claim-messages.ts';
import { viewerClaimFaults } from '../../../shared/embed-url/claim-rules.ts';
import { knownClaimNames, nearestClaim } from '../../../shared/embed-url/nearest-claim.ts';
import { optionNames, signerClaimNames } from '../../../shared/embed-url/reserved-names.ts';
import { findInexactValue } from './inexact-value.ts';

/** @throws {TypeError} if a claim is missing, unknown or breaks its rule */
export function checkClaims(claims: object): void {
  requireObject(claims, 'claims');
  for (const [name, value] of Object.entries(claims)) {
    refuseReserved(name, 'claims');
    if (!knownClaimNames.includes(name)) throw new TypeError(unknownClaim(name));
    // JSON would drop it, and with it perhaps a restriction.
    if (value === undefined) throw new TypeError(`claims.${name} is undefined: set a value or leave it out`);
  }
  const [fault] = viewerClaimFaults(claims);
  if (fault !== undefined) throw new TypeError(`claims.${fault.field} ${claimMessage(fault)}`);
  refuseInexactNumbers(claims, 'claims');
}

/** @throws {TypeError} if a custom claim has a name that isn't its own, or a value that JSON can't carry */
export function checkCustomClaims(claims: object): void {
  requireObject(claims, 'customClaims');
  for (const [name, value] of Object.entries(claims)) {
    refuseReserved(name, 'customClaims');
    if (knownClaimNames.includes(name)) {
      throw new TypeError(`customClaims.${name} is a known claim: set it in claims`);
    }
    if (!/^[A-Za-z][A-Za-z0-9_]{0,63}$/.test(name)) {
      throw new TypeError(
        'customClaims must have names of 1 to 64 letters, digits and underscores that start with a letter',
      );
    }
    const nearest = nearestClaim(name);
    if (nearest !== undefined) {
      throw new TypeError(`customClaims.${name} resembles the known claim ${nearest}: use another name`);
    }
    if (!isJson(value)) throw new TypeError(`customClaims.${name} must be a JSON value`);
  }
  refuseInexactNumbers(claims, 'customClaims');
}

function requireObject(claims: unknown, option: string): void {
  if (typeof claims !== 'object' || claims === null || Array.isArray(claims)) {
    throw new TypeError(`${option} must be an object`);
  }
}

function refuseReserved(name: string, option: string): void {
  if (optionNames.includes(name)) {
    throw new TypeError(`${option}.${name} isn't a claim: options are set beside claims`);
  }
  if (signerClaimNames.includes(name)) throw new TypeError(`${option}.${name} is set by the signer`);
}

function unknownClaim(name: string): string {
  const nearest = nearestClaim(name);
  const hint = nearest === undefined ? '' : `; did you mean ${nearest}?`;
  return `claims.${name} isn't a known claim${hint} (claims of your own are set in customClaims)`;
}

function refuseInexactNumbers(claims: object, option: string): void {
  const inexact = findInexactValue(claims);
  if (inexact !== undefined) {
    throw new TypeError(`${option}.${inexact} isn't a number that JSON carries exactly: use a string`);
  }
}

/** Whether JSON carries a value unchanged. It drops `undefined` and functions, and turns a date into a string. */
function isJson(value: unknown): boolean {
  if (value === null || ['string', 'number', 'boolean'].includes(typeof value)) return true;
  if (Array.isArray(value)) return value.every(isJson);
  if (typeof value !== 'object') return false;
  const prototype = Object.getPrototypeOf(value);
  return (prototype === Object.prototype || prototype === null) && Object.values(value).every(isJson);
}
