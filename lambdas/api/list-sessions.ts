import * as v from 'valibot';
import { isSecretId } from '../../shared/secrets/secret.ts';
import { type ListedSession, listSessions } from '../../shared/sessions/list-sessions.ts';
import { parseCursor } from '../../shared/sessions/session-cursor.ts';
import { lambdaDependencies } from './dependencies.ts';
import { apiHandler, type Dependencies } from './http/api-handler.ts';

const text = v.string('must be a string');

/** 200: the organization's live sessions, newest first, 50 a page. */
export const listSessionsHandler = (dependencies: Dependencies) =>
  apiHandler(
    {
      id: 'list-sessions',
      query: v.strictObject({
        cursor: v.optional(
          v.pipe(
            text,
            v.check((cursor) => parseCursor(cursor) !== undefined, 'is not a cursor of this list'),
          ),
        ),
        secretId: v.optional(v.pipe(text, v.check(isSecretId, 'is not the id of a secret'))),
      }),
      run: async ({ organizationId, query: { cursor, secretId }, now }, { dynamodb }, organization) => {
        const options = { organization, secretId, cursor, now };
        const { sessions, nextCursor } = await listSessions(dynamodb, organizationId, options);
        const records = sessions.map(sessionRecord);
        return { status: 200, body: nextCursor === undefined ? { records } : { records, nextCursor } };
      },
    },
    dependencies,
  );

const sessionRecord = ({ sessionId, externalId, name, secretId, createdAt, expiresAt }: ListedSession) => ({
  id: sessionId,
  externalId,
  name,
  secretId,
  createdAt,
  expiresAt,
});

export const handler = listSessionsHandler(lambdaDependencies);
