import { isHostOf } from '../../shared/hosts/is-host-of.ts';
import { inspectUrl, type Lookups } from '../../shared/inspect/inspect-url.ts';
import { listRecentDeletions } from '../../shared/secrets/list-recent-deletions.ts';
import { readDeletion } from '../../shared/secrets/read-deletion.ts';
import { readSecretKeys } from '../../shared/secrets/read-secret-keys.ts';
import { readSession } from '../../shared/sessions/read-session.ts';
import { defineEmbedOperation } from './http/define-operation.ts';

/** 200: whether a URL would open now and, if not, why. Neither uses the URL nor logs it. */
export default defineEmbedOperation(
  'inspect-url',
  async (
    { organizationId, body: { url }, actor, now, requestId },
    { dynamodb, log, organization, environment: { EMBED_DOMAIN: embedDomain } },
  ) => {
    const lookups: Lookups = {
      isOwnHost: (host) => isHostOf(dynamodb, host, { organizationId, embedDomain }),
      session: (sessionId) => readSession(dynamodb, organizationId, sessionId),
      deletion: (secretId) => readDeletion(dynamodb, organizationId, { secretId, organization }),
      lastDeletions: () => listRecentDeletions(dynamodb, organizationId, organization),
    };
    const keys = await readSecretKeys(dynamodb, organizationId);
    const options = { organizationId, organization, keys, embedDomain, now, lookups };
    const { claims, ...inspection } = await inspectUrl(url, options);
    const { opens, format, reason } = inspection;
    log({ event: 'url_inspected', organizationId, opens, format, reason, actor, requestId });
    return claims === undefined ? inspection : { ...inspection, claims: { ...claims } };
  },
);
