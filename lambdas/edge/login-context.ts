import type { EnvironmentKeys } from '../../shared/environment/environment-keys.ts';
import type { Organization } from '../../shared/organizations/organization.ts';
import { readOrganization } from '../../shared/organizations/read-organization.ts';
import type { RefusedOutcome } from './outcome.ts';
import type { RequestContext } from './request-context.ts';

/** What verifying a signed URL and starting its session takes. */
export type LoginContext = {
  organizationId: string;
  organization: Organization;
  environment: EnvironmentKeys;
  /** The organization's setting, or the default. */
  sessionLengthHours: number;
};

/** Resolves the host's organization and reads it, together with the environment's keys if they aren't cached. */
export async function readLoginContext({
  dynamodb,
  environmentKeys,
  ...request
}: RequestContext): Promise<{ ok: true; context: LoginContext } | RefusedOutcome> {
  const organizationId = await request.organizationId();
  if (organizationId === undefined) return { ok: false, reason: 'unknown_host' };
  const [organization, environment] = await Promise.all([
    readOrganization(dynamodb, organizationId),
    environmentKeys(),
  ]);
  const facts = { organizationId };
  if (organization === undefined) return { ok: false, reason: 'unknown_organization', facts };
  if (!organization.embedEnabled) return { ok: false, reason: 'embed_disabled', facts };
  const { sessionLengthHours = request.config.sessionLengthHours } = organization.settings;
  return { ok: true, context: { organizationId, organization, environment, sessionLengthHours } };
}

/** When a session that starts now ends, in epoch seconds. */
export const sessionEnd = (now: number, { sessionLengthHours }: LoginContext): number =>
  Math.floor(now / 1000) + sessionLengthHours * 3600;
