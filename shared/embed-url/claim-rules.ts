import type { ViewerClaims } from './claims.ts';
import { hasRedirectLocation, isContentPath, isFilterSearchParam } from './content-path.ts';
import { isNonce } from './nonce.ts';

/**
 * A claim that breaks its rule, or is required and missing. {@link ./claim-messages.ts} has the words.
 * `location`: valid by itself, but the `Location` header that it becomes isn't.
 */
export type ClaimFault = { field: string; problem: 'missing' | 'invalid' | 'location' };

/** Whether a JSON value is valid for a claim. */
type IsValid = (value: unknown) => boolean;

const isString = (value: unknown): value is string => typeof value === 'string';
const isBoolean = (value: unknown) => typeof value === 'boolean';
const isScalar = (value: unknown) => isString(value) || typeof value === 'number';
export const isIdentifier = (value: unknown) =>
  isString(value) && value !== '' && [...value].length <= 255 && value.isWellFormed();
const isObjectOf = (isValue: (value: unknown) => boolean) => (value: unknown) =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every(isValue);

const isStrings = isObjectOf(isString);
const oneOf =
  (...values: readonly string[]): IsValid =>
  (value) =>
    values.includes(value as string);
const isContentRole = oneOf('MANAGER', 'EDITOR', 'VIEWER', 'NO_ACCESS');

/** The rules of protocol.md's table for what a signer says about a viewer. */
const viewerRules: Readonly<Record<string, IsValid>> = {
  contentPath: (value) => isString(value) && isContentPath(value),
  externalId: isIdentifier,
  name: isIdentifier,
  accessBoost: isBoolean,
  branch: isString,
  connectionRoles: isStrings,
  customTheme: isStrings,
  customThemeId: isString,
  email: isString,
  entity: isString,
  entityFolderContentRole: isContentRole,
  entityFolderGroupContentRole: isContentRole,
  entityFolderLabel: isString,
  entityGroupLabel: isString,
  filterSearchParam: (value) => isString(value) && isFilterSearchParam(value),
  groups: (value) => Array.isArray(value) && value.every(isString),
  linkAccess: isString,
  mode: oneOf('APPLICATION', 'SINGLE_CONTENT'),
  modelRoles: isStrings,
  prefersDark: oneOf('true', 'false', 'system'),
  preserveEntityFolderContentRole: isBoolean,
  theme: isString,
  uiSettings: isObjectOf(isBoolean),
  userAttributes: isObjectOf(
    (value) =>
      value === null ||
      isBoolean(value) ||
      isScalar(value) ||
      (Array.isArray(value) && value.every(isScalar)),
  ),
};

const loginRules: Readonly<Record<string, IsValid>> = {
  ...viewerRules,
  loginUrl: isString,
  nonce: (value) => isString(value) && isNonce(value),
  exp: Number.isSafeInteger,
};

export const requiredClaimNames: readonly string[] = [
  'contentPath',
  'externalId',
  'name',
  'loginUrl',
  'nonce',
  'exp',
];

/** Whether a claim is one that a rule names. The log may name these, and no others: a signer chooses those. */
export const isKnownClaim = (name: string): boolean => Object.hasOwn(loginRules, name);

/** The optional claims, in alphabetical order. */
export const optionalClaimNames: readonly string[] = Object.keys(viewerRules)
  .filter((name) => !requiredClaimNames.includes(name))
  .sort();

/** The faults of a viewer's claims, in the order of the rules. A claim that no rule names is never at fault. */
export const viewerClaimFaults = (claims: object): ClaimFault[] =>
  faultsOf(claims, Object.entries(viewerRules));

// Once: every login goes through them.
const loginEntries = Object.entries(loginRules);

/** The faults of a v1 URL's claims. */
export const loginClaimFaults = (claims: object): ClaimFault[] => faultsOf(claims, loginEntries);

/**
 * Not a schema library: those copy what they check without members such as `__proto__`, and a dropped claim
 * could be a restriction. And the edge loads every byte of its bundle before its first response.
 */
function faultsOf(claims: object, rules: readonly (readonly [string, IsValid])[]): ClaimFault[] {
  const faults: ClaimFault[] = [];
  for (const [field, isValid] of rules) {
    const value = (claims as Record<string, unknown>)[field];
    if (value === undefined) {
      if (requiredClaimNames.includes(field)) faults.push({ field, problem: 'missing' });
    } else if (!isValid(value)) {
      faults.push({ field, problem: 'invalid' });
    }
  }
  return faults.length === 0 ? locationFaults(claims) : faults;
}

function locationFaults({ contentPath, filterSearchParam }: Partial<ViewerClaims>): ClaimFault[] {
  // A required claim, checked before.
  if (contentPath === undefined || hasRedirectLocation(contentPath, filterSearchParam)) return [];
  return [{ field: 'contentPath', problem: 'location' }];
}
