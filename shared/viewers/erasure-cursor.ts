/** Where erasing a viewer goes on: in the sessions or the recent uses of a secret, after an item. */
export type ErasureCursor = {
  /** Absent: in the sessions. */
  secretId?: string;
  after?: { sessionId: string; createdAt: string };
};

/** A well-formed cursor, as the source of a regular expression. */
export const erasureCursorPattern =
  '^(?:sessions|[0-7][0-9A-HJKMNP-TV-Z]{25})(?:_\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}\\.\\d{3}Z_[ns]\\.[A-Za-z0-9]{32})?$';

export const formatErasureCursor = ({ secretId = 'sessions', after }: ErasureCursor): string =>
  [secretId, ...(after === undefined ? [] : [after.createdAt, after.sessionId])].join('_');

/** @param text a well-formed cursor */
export function parseErasureCursor(text: string): ErasureCursor {
  const [part, createdAt, sessionId] = text.split('_');
  return {
    ...(part === undefined || part === 'sessions' ? {} : { secretId: part }),
    ...(createdAt === undefined || sessionId === undefined ? {} : { after: { sessionId, createdAt } }),
  };
}
