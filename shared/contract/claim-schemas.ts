/** JSON Schema, as far as the API uses it. */
export type JsonSchema = { readonly type: string; readonly [keyword: string]: unknown };

const text = { type: 'string' };
const identifier = { type: 'string', minLength: 1, maxLength: 255 };
const boolean = { type: 'boolean' };
const scalar = { type: ['string', 'number'] };
const contentRole = { type: 'string', enum: ['MANAGER', 'EDITOR', 'VIEWER', 'NO_ACCESS'] };
const objectOf = (values: object) => ({ type: 'object', additionalProperties: values });

/**
 * The claims about a viewer in JSON Schema, for error messages and the OpenAPI document. The rules themselves are
 * {@link ../embed-url/claim-rules.ts}; test/shared/contract compares the two.
 */
export const claimSchemas: Readonly<Record<string, JsonSchema>> = {
  contentPath: text,
  externalId: identifier,
  name: identifier,
  accessBoost: boolean,
  branch: text,
  connectionRoles: objectOf(text),
  customTheme: objectOf(text),
  customThemeId: text,
  email: text,
  entity: text,
  entityFolderContentRole: contentRole,
  entityFolderGroupContentRole: contentRole,
  entityFolderLabel: text,
  entityGroupLabel: text,
  filterSearchParam: text,
  groups: { type: 'array', items: text },
  linkAccess: text,
  mode: { type: 'string', enum: ['APPLICATION', 'SINGLE_CONTENT'] },
  modelRoles: objectOf(text),
  prefersDark: { type: 'string', enum: ['true', 'false', 'system'] },
  preserveEntityFolderContentRole: boolean,
  theme: text,
  uiSettings: objectOf(boolean),
  userAttributes: objectOf({ anyOf: [scalar, { type: 'array', items: scalar }] }),
};
