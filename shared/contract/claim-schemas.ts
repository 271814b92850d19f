import { externalIdTooLargeMessage } from '../embed-url/claim-messages.ts';
import { locationMaxCharacters } from '../embed-url/content-path.ts';

/** JSON Schema, as far as the API uses it. */
export type JsonSchema = { readonly type: string; readonly [keyword: string]: unknown };

const text = { type: 'string' };
const identifier = { type: 'string', minLength: 1, maxLength: 255 };
const boolean = { type: 'boolean' };
/** Beyond it, JavaScript doesn't represent every whole number. */
const exact = Number.MAX_SAFE_INTEGER;
const scalar = { type: ['string', 'number'], minimum: -exact, maximum: exact };
const withoutControls = String.raw`[^\x00-\x1f\x7f]*`;
const contentRole = { type: 'string', enum: ['MANAGER', 'EDITOR', 'VIEWER', 'NO_ACCESS'] };
const objectOf = (values: object) => ({ type: 'object', additionalProperties: values });

/**
 * The claims about a viewer in JSON Schema, for error messages and the OpenAPI document. The rules themselves are
 * {@link ../embed-url/claim-rules.ts}; test/shared/contract compares the two.
 */
export const claimSchemas: Readonly<Record<string, JsonSchema>> = {
  contentPath: {
    type: 'string',
    pattern: String.raw`^/(?![/\\]|%2[fF]|%5[cC])${withoutControls}$`,
    'x-rules': [
      'must be a path on the same origin also once it is resolved, as a browser does',
      `must be at most ${locationMaxCharacters.toLocaleString('en')} characters, percent-encoded and with filterSearchParam`,
    ],
  },
  externalId: { ...identifier, 'x-rules': [externalIdTooLargeMessage] },
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
  filterSearchParam: { type: 'string', pattern: `^${withoutControls}$` },
  groups: { type: 'array', items: text },
  linkAccess: text,
  mode: { type: 'string', enum: ['APPLICATION', 'SINGLE_CONTENT'] },
  modelRoles: objectOf(text),
  prefersDark: { type: 'string', enum: ['true', 'false', 'system'] },
  preserveEntityFolderContentRole: boolean,
  theme: text,
  uiSettings: objectOf(boolean),
  userAttributes: objectOf({ anyOf: [scalar, boolean, { type: 'null' }, { type: 'array', items: scalar }] }),
};
