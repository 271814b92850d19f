import * as v from 'valibot';
import { isHostOf } from '../../shared/hosts/store.ts';
import { inspectUrl, type Lookups } from '../../shared/inspect/inspect-url.ts';
import { lastDeletions, readDeletion, readKeys } from '../../shared/secrets/store.ts';
import { readSession } from '../../shared/sessions/store.ts';
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
          by,
          now,
          requestId,
        } = input;
        const lookups: Lookups = {
          isOwnHost: (host) => isHostOf(dynamodb, host, { organizationId, embedDomain }),
          session: (sessionId) => readSession(dynamodb, organizationId, sessionId),
          deletion: (secretId) => readDeletion(dynamodb, organizationId, { secretId, organization }),
          lastDeletions: () => lastDeletions(dynamodb, organizationId, organization),
        };
        const keys = await readKeys(dynamodb, organizationId);
        const options = { organizationId, organization, keys, embedDomain, now, lookups };
        const inspection = await inspectUrl(url, options);
        const { opens, format, reason } = inspection;
        log({ event: 'url_inspected', organizationId, opens, format, reason, by, requestId });
        return { status: 200, body: inspection };
      },
    },
    dependencies,
  );

export const handler = inspectUrlHandler(lambdaDependencies);
