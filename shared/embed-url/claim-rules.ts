import { isContentPath, isFilterSearchParam } from './content-path.ts';

/** What is wrong with a claim, and the rule that it breaks. */
export type ClaimFault = { field: string; message: string };

/** `isRight` gets any JSON value. */
type Rule = { isRight: (value: unknown) => boolean; message: string; required?: true };

const isString = (value: unknown): value is string => typeof value === 'string';
const isBoolean = (value: unknown) => typeof value === 'boolean';
const isScalar = (value: unknown) => isString(value) || typeof value === 'number';
const isIdentifier = (value: unknown) =>
  isString(value) && value !== '' && [...value].length <= 255 && value.isWellFormed();
const isObjectOf = (isValue: (value: unknown) => boolean) => (value: unknown) =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && Object.values(value).every(isValue);

const string: Rule = { isRight: isString, message: 'must be a string' };
const boolean: Rule = { isRight: isBoolean, message: 'must be true or false' };
const identifier: Rule = { isRight: isIdentifier, message: 'must have 1 to 255 characters', required: true };
const strings: Rule = { isRight: isObjectOf(isString), message: 'must be an object of strings' };
const oneOf = (...values: readonly string[]): Rule => ({
  isRight: (value) => values.includes(value as string),
  message: `must be one of the strings ${values.join(', ')}`,
});
const contentRole = oneOf('MANAGER', 'EDITOR', 'VIEWER', 'NO_ACCESS');

/** The rules of protocol.md's table for what a signer says of a viewer. */
const viewerRules: Readonly<Record<string, Rule>> = {
  contentPath: {
    isRight: (value) => isString(value) && isContentPath(value),
    message: 'must be a path of the same origin: one leading "/", no control characters',
    required: true,
  },
  externalId: identifier,
  name: identifier,
  accessBoost: boolean,
  branch: string,
  connectionRoles: strings,
  customTheme: strings,
  customThemeId: string,
  email: string,
  entity: string,
  entityFolderContentRole: contentRole,
  entityFolderGroupContentRole: contentRole,
  entityFolderLabel: string,
  entityGroupLabel: string,
  filterSearchParam: {
    isRight: (value) => isString(value) && isFilterSearchParam(value),
    message: 'must be a string without control characters',
  },
  groups: {
    isRight: (value) => Array.isArray(value) && value.every(isString),
    message: 'must be an array of strings',
  },
  linkAccess: string,
  mode: oneOf('APPLICATION', 'SINGLE_CONTENT'),
  modelRoles: strings,
  prefersDark: oneOf('true', 'false', 'system'),
  preserveEntityFolderContentRole: boolean,
  theme: string,
  uiSettings: { isRight: isObjectOf(isBoolean), message: 'must be an object of booleans' },
  userAttributes: {
    isRight: isObjectOf((value) => isScalar(value) || (Array.isArray(value) && value.every(isScalar))),
    message: 'must be an object of strings, numbers, or arrays of either',
  },
};

/** The claims that may be left out, in alphabetical order. */
export const optionalClaimNames: readonly string[] = Object.keys(viewerRules)
  .filter((name) => !viewerRules[name]?.required)
  .sort();

const loginRules: Readonly<Record<string, Rule>> = {
  ...viewerRules,
  loginUrl: { ...string, required: true },
  nonce: {
    isRight: (value) => isString(value) && /^[A-Za-z0-9]{32}$/.test(value),
    message: 'must be 32 letters and digits',
    required: true,
  },
  exp: { isRight: Number.isSafeInteger, message: 'must be a whole number of seconds', required: true },
};

/** The faults of a viewer's claims, in the order of the rules. Claims that no rule names are never at fault. */
export const viewerClaimFaults = (claims: object): ClaimFault[] => faultsOf(claims, viewerRules);

/** The faults of a v1 URL's claims. */
export const loginClaimFaults = (claims: object): ClaimFault[] => faultsOf(claims, loginRules);

/**
 * Not a schema library: those copy what they check without members named like `__proto__`, and a claim that
 * is dropped could be a restriction. And every byte of the edge's bundle is loaded before its first answer.
 */
function faultsOf(claims: object, rules: Readonly<Record<string, Rule>>): ClaimFault[] {
  const faults: ClaimFault[] = [];
  for (const [field, { isRight, message, required }] of Object.entries(rules)) {
    const value = (claims as Record<string, unknown>)[field];
    if (value === undefined) {
      if (required) faults.push({ field, message: 'is required' });
    } else if (!isRight(value)) {
      faults.push({ field, message });
    }
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
