/** The session after which the next page of a list starts. */
export type SessionCursor = { sessionId: string; createdAt: string };

/** A well-formed cursor, as the source of a regular expression. */
export const cursorPattern = '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z_[ns]\\.[A-Za-z0-9]{32}$';

const separator = '_';

export const formatCursor = ({ sessionId, createdAt }: SessionCursor): string =>
  `${createdAt}${separator}${sessionId}`;

/** @param text a well-formed cursor */
export function parseCursor(text: string): SessionCursor {
  const [createdAt = '', sessionId = ''] = text.split(separator);
  return { sessionId, createdAt };
}
