import * as v from 'valibot';
import { isContentPath, isFilterSearchParam } from './content-path.ts';

/** The most bytes of JSON that claims may have: the origin gets them in one header, and nginx stops at 8 KiB. */
export const claimsMaxBytes = 4096;

/** What a signer says of a viewer, protocol.md's table without `loginUrl`, `nonce` and `exp`. */
export type ViewerClaims = {
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
  userAttributes?: Record<string, string | number | (string | number)[]>;
  /** Any further member is handed to the origin as it is: dropping one could drop a restriction. */
  [further: string]: unknown;
};

/** What a v1 URL carries. `exp` is in epoch seconds. */
export type LoginClaims = ViewerClaims & { loginUrl: string; nonce: string; exp: number };

type ContentRole = 'MANAGER' | 'EDITOR' | 'VIEWER' | 'NO_ACCESS';

const contentRole = v.picklist(
  ['MANAGER', 'EDITOR', 'VIEWER', 'NO_ACCESS'],
  'must be MANAGER, EDITOR, VIEWER or NO_ACCESS',
);
const string = v.string('must be a string');
const boolean = v.boolean('must be true or false');
const isString = (value: unknown) => typeof value === 'string';
const isScalar = (value: unknown) => isString(value) || typeof value === 'number';

/** Not Valibot's `record`: that takes an array for one, and passes over a member named `__proto__`. */
const objectOf = <Value>(isValue: (value: unknown) => boolean, values: string) =>
  v.custom<Record<string, Value>>(
    (input) =>
      typeof input === 'object' &&
      input !== null &&
      !Array.isArray(input) &&
      Object.values(input).every((value) => isValue(value)),
    `must be an object of ${values}`,
  );
const strings = objectOf<string>(isString, 'strings');
const identifier = v.pipe(
  string,
  v.check((text) => text.length > 0 && [...text].length <= 255, 'must have 1 to 255 characters'),
  v.check((text) => text.isWellFormed(), 'must be well-formed Unicode'),
);

/** The rules of protocol.md's table for what a signer says of a viewer. */
export const viewerEntries = {
  contentPath: v.pipe(
    string,
    v.check(isContentPath, 'must be a path of the same origin: one leading "/", no control characters'),
  ),
  externalId: identifier,
  name: identifier,
  accessBoost: v.optional(boolean),
  branch: v.optional(string),
  connectionRoles: v.optional(strings),
  customTheme: v.optional(strings),
  customThemeId: v.optional(string),
  email: v.optional(string),
  entity: v.optional(string),
  entityFolderContentRole: v.optional(contentRole),
  entityFolderGroupContentRole: v.optional(contentRole),
  entityFolderLabel: v.optional(string),
  entityGroupLabel: v.optional(string),
  filterSearchParam: v.optional(
    v.pipe(string, v.check(isFilterSearchParam, 'must have no control characters')),
  ),
  groups: v.optional(v.array(string, 'must be an array of strings')),
  linkAccess: v.optional(string),
  mode: v.optional(v.picklist(['APPLICATION', 'SINGLE_CONTENT'], 'must be APPLICATION or SINGLE_CONTENT')),
  modelRoles: v.optional(strings),
  prefersDark: v.optional(
    v.picklist(['true', 'false', 'system'], 'must be the string "true", "false" or "system"'),
  ),
  preserveEntityFolderContentRole: v.optional(boolean),
  theme: v.optional(string),
  uiSettings: v.optional(objectOf<boolean>((value) => typeof value === 'boolean', 'booleans')),
  userAttributes: v.optional(
    objectOf<string | number | (string | number)[]>(
      (value) => isScalar(value) || (Array.isArray(value) && value.every(isScalar)),
      'strings, numbers, or arrays of either',
    ),
  ),
};

export const viewerClaimsSchema = v.looseObject(viewerEntries, 'must be an object');

/**
 * Checks with a schema and gives what was sent. Valibot's copy of an object lacks members with names like
 * `constructor`, and a claim that is dropped could be a restriction.
 */
export const asSent = <Output>(
  schema: v.GenericSchema<unknown, Output>,
): v.GenericSchema<unknown, Output> => ({
  ...schema,
  '~run': (dataset, config) => {
    const sent = dataset.value;
    const checked = schema['~run'](dataset, config);
    if (checked.typed) checked.value = sent as Output;
    return checked;
  },
});

export const loginClaimsSchema = v.looseObject(
  {
    ...viewerEntries,
    loginUrl: string,
    nonce: v.pipe(string, v.regex(/^[A-Za-z0-9]{32}$/, 'must be 32 letters and digits')),
    exp: v.pipe(v.number('must be a number'), v.safeInteger('must be a whole number of seconds')),
  },
  'must be an object',
);

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
