import { describe, expect, it } from 'vitest';
import { isNonce } from '../../shared/embed-url/nonce.ts';
import { isOrganizationId } from '../../shared/organizations/organization-id.ts';
import { isSecretId } from '../../shared/secrets/secret-id.ts';
import { generateSecretKey, isSecretKey } from '../../shared/secrets/secret-key.ts';
import { cursorPattern, formatCursor, parseCursor } from '../../shared/sessions/session-cursor.ts';
import { isPendingSessionId, isSessionId } from '../../shared/sessions/session-id.ts';

const letters = 'a'.repeat(32);
const isCursor = (text: string) => new RegExp(cursorPattern).test(text);

describe.each<[string, (text: string) => boolean, string]>([
  ['a nonce', isNonce, letters],
  ['a secret ID', isSecretId, '01ARZ3NDEKTSV4RRFFQ69G5FAV'],
  ['a session ID', isSessionId, `n.${letters}`],
  ['the ID of a pending session', isPendingSessionId, `s.${letters}`],
  ['an organization ID', isOrganizationId, 'acme-2'],
  ['a secret key', isSecretKey, generateSecretKey()],
  ['a cursor', isCursor, `2026-01-01T00:00:00.000Z_n.${letters}`],
])('%s', (_, isValid, valid) => {
  it('is valid alone', () => expect(isValid(valid)).toBe(true));

  it.each([
    ['something before it', `x/${valid}`],
    ['a line before it', `x\n${valid}`],
    ['something behind it', `${valid}/x`],
    ['a line behind it', `${valid}\nx`],
    ['a line break behind it', `${valid}\n`],
    ['a space', ` ${valid}`],
    ['nothing', ''],
  ])('isn’t valid with %s', (__, text) => expect(isValid(text)).toBe(false));
});

it('the ID of a session that a URL started isn’t one of a pending session', () => {
  expect(isPendingSessionId(`n.${letters}`)).toBe(false);
});

it('a cursor is read as it was written', () => {
  const position = { sessionId: `s.${letters}`, createdAt: '2026-01-01T00:00:00.000Z' };
  expect(parseCursor(formatCursor(position))).toEqual(position);
});
