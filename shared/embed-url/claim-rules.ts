import { isContentPath, isFilterSearchParam } from './content-path.ts';
import { isNonce } from './nonce.ts';

/** A claim that breaks its rule, or is required and missing. {@link ./claim-messages.ts} has the words. */
export type ClaimFault = { field: string; missing: boolean };

/** Whether a JSON value is valid for a claim. */
type IsValid = (value: unknown) => boolean;

const isString = (value: unknown): value is string => typeof value === 'string';
const isBoolean = (value: unknown) => typeof value === 'boolean';
const isScalar = (value: unknown) => isString(value) || typeof value === 'number';
const isIdentifier = (value: unknown) =>
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
  userAttributes: isObjectOf((value) => isScalar(value) || (Array.isArray(value) && value.every(isScalar))),
};

const loginRules: Readonly<Record<string, IsValid>> = {
  ...viewerRules,
  loginUrl: isString,
  nonce: (value) => isString(value) && isNonce(value),
  exp: Number.isSafeInteger,
};

const required: readonly string[] = ['contentPath', 'externalId', 'name', 'loginUrl', 'nonce', 'exp'];

/** The optional claims, in alphabetical order. */
export const optionalClaimNames: readonly string[] = Object.keys(viewerRules)
  .filter((name) => !required.includes(name))
  .sort();

/** The faults of a viewer's claims, in the order of the rules. A claim that no rule names is never at fault. */
export const viewerClaimFaults = (claims: object): ClaimFault[] => faultsOf(claims, viewerRules);

/** The faults of a v1 URL's claims. */
export const loginClaimFaults = (claims: object): ClaimFault[] => faultsOf(claims, loginRules);

/**
 * Not a schema library: those copy what they check without members such as `__proto__`, and a dropped claim
 * could be a restriction. And the edge loads every byte of its bundle before its first response.
 */
function faultsOf(claims: object, rules: Readonly<Record<string, IsValid>>): ClaimFault[] {
  const faults: ClaimFault[] = [];
  for (const [field, isValid] of Object.entries(rules)) {
    const value = (claims as Record<string, unknown>)[field];
    const missing = value === undefined;
    if (missing ? required.includes(field) : !isValid(value)) faults.push({ field, missing });
  }
  return faults;
}

/**
 * The path of the first number that JavaScript cannot hold exactly (a whole one past 2^53, one past every
 * limit), which would reach the origin as another value; `undefined` when there is none.
 */
export function findInexactNumber(value: unknown, path = ''): string | undefined {
  if (typeof value === 'number') {
    const exact = Number.isSafeInteger(value) || (Number.isFinite(value) && !Number.isInteger(value));
    return exact ? undefined : path;
  }
  if (typeof value !== 'object' || value === null) return undefined;
  for (const [member, inner] of Object.entries(value)) {
    const found = findInexactNumber(inner, path === '' ? member : `${path}.${member}`);
    if (found !== undefined) return found;
  }
  return undefined;
}
