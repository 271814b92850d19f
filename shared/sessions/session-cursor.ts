import { isSessionId } from './session-id.ts';

/** The session after which the next page of a list starts. */
export type SessionCursor = { sessionId: string; createdAt: string };

export const formatCursor = ({ sessionId, createdAt }: SessionCursor): string =>
  Buffer.from(`${createdAt} ${sessionId}`).toString('base64url');

/** Returns `undefined` for a malformed cursor. */
export function parseCursor(text: string): SessionCursor | undefined {
  const [createdAt = '', sessionId = '', ...more] = Buffer.from(text, 'base64url')
    .toString('latin1')
    .split(' ');
  const isTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(createdAt);
  return isTime && isSessionId(sessionId) && more.length === 0 ? { sessionId, createdAt } : undefined;
}
