import type { ClaimFault } from './claim-rules.ts';
import { externalIdMaxBytes } from './claims.ts';
import { locationMaxCharacters } from './content-path.ts';

const strings = 'must be an object of strings';
const identifier = 'must be a string of 1 to 255 characters';
const boolean = 'must be true or false';
const contentRole = 'must be one of the strings MANAGER, EDITOR, VIEWER, NO_ACCESS';

const location = `must be at most ${locationMaxCharacters.toLocaleString('en')} characters, percent-encoded and with filterSearchParam`;

/** What each claim must be; a claim that isn't listed must be a string. */
const messages: Readonly<Record<string, string>> = {
  contentPath: 'must be a path on the same origin: one leading "/", no control characters',
  externalId: identifier,
  name: identifier,
  accessBoost: boolean,
  connectionRoles: strings,
  customTheme: strings,
  entityFolderContentRole: contentRole,
  entityFolderGroupContentRole: contentRole,
  filterSearchParam: 'must be a string without control characters',
  groups: 'must be an array of strings',
  mode: 'must be one of the strings APPLICATION, SINGLE_CONTENT',
  modelRoles: strings,
  prefersDark: 'must be one of the strings true, false, system',
  preserveEntityFolderContentRole: boolean,
  uiSettings: 'must be an object of booleans',
  userAttributes: 'must be an object of strings, numbers, booleans, null, or arrays of strings and numbers',
  nonce: 'must be 32 letters and digits',
  exp: 'must be a whole number of seconds',
};

/** The rule that a claim breaks. The API reports it; the edge never does. */
export function claimMessage({ field, problem }: ClaimFault): string {
  if (problem === 'missing') return 'is required';
  if (problem === 'location') return location;
  return messages[field] ?? 'must be a string';
}

/** Of a number that JavaScript can't hold exactly. */
export const inexactNumberMessage = 'is a number that can’t be represented exactly: send it as a string';

/** Of an `externalId` that is too large for the identity's header. */
export const externalIdTooLargeMessage = `must be at most ${externalIdMaxBytes.toLocaleString('en')} bytes as JSON: the identity header has no room for more. A control character takes 6 bytes`;
