import * as v from 'valibot';
import { isHostOf } from '../../shared/hosts/is-host-of.ts';
import { inspectUrl, type Lookups } from '../../shared/inspect/inspect-url.ts';
import { listRecentDeletions } from '../../shared/secrets/list-recent-deletions.ts';
import { readDeletion } from '../../shared/secrets/read-deletion.ts';
import { readSecretKeys } from '../../shared/secrets/read-secret-keys.ts';
import { readSession } from '../../shared/sessions/read-session.ts';
import { lambdaDependencies } from './dependencies.ts';
import { apiHandler, type Dependencies } from './http/api-handler.ts';

const body = v.strictObject({
  url: v.pipe(
    v.string('must be a string'),
    v.check((url) => url.trim() !== '', 'must not be blank'),
  ),
});

/** 200: whether a URL would open now and, if not, why. It is not used up, and not logged. */
export const inspectUrlHandler = (dependencies: Dependencies) =>
  apiHandler(
    {
      id: 'inspect-url',
      body,
      run: async (input, { dynamodb, log, ...dependencies }, organization) => {
        const embedDomain = dependencies.embedDomain();
        const {
          organizationId,
          body: { url },
          actor,
          now,
          requestId,
        } = input;
        const lookups: Lookups = {
          isOwnHost: (host) => isHostOf(dynamodb, host, { organizationId, embedDomain }),
          session: (sessionId) => readSession(dynamodb, organizationId, sessionId),
          deletion: (secretId) => readDeletion(dynamodb, organizationId, { secretId, organization }),
          lastDeletions: () => listRecentDeletions(dynamodb, organizationId, organization),
        };
        const keys = await readSecretKeys(dynamodb, organizationId);
        const options = { organizationId, organization, keys, embedDomain, now, lookups };
        const inspection = await inspectUrl(url, options);
        const { opens, format, reason } = inspection;
        log({ event: 'url_inspected', organizationId, opens, format, reason, actor, requestId });
        return { status: 200, body: inspection };
      },
    },
    dependencies,
  );

export const handler = inspectUrlHandler(lambdaDependencies);
