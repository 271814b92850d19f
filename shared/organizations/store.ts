import { isoTime } from '../clock.ts';
import { type DynamoDb, getItem, TableUnavailableError, writeIf } from '../dynamodb.ts';
import {
  type DeletionItem,
  type Organization,
  type OrganizationSettings,
  toOrganization,
} from './organization.ts';
import {
  organizationRequest,
  organizationWithoutKeysRequest,
  putOrganizationRequest,
  sessionsValidFromRequest,
  updateSettingsRequest,
} from './requests.ts';
import type { SettingsChange } from './settings.ts';

/** An organization without its keys, and the deletions that are not yet put beside it. */
export type OrganizationWithoutKeys = Omit<Organization, 'keys'> & {
  deletions: Readonly<Record<string, DeletionItem>>;
};

/**
 * More than the clocks of two functions can differ. A limit on sessions is set this far ahead, so that it
 * holds for a session just made by an edge function whose clock is ahead; a session made later gets a
 * creation time past the limit ({@link ../sessions/session.ts}).
 */
const clockDifferenceMs = 5_000;

/** Reads an organization with its keys: one strongly consistent read. `undefined` when there is none. */
export async function readOrganization(
  dynamodb: DynamoDb,
  organizationId: string,
): Promise<Organization | undefined> {
  const item = await getItem(dynamodb, organizationRequest(organizationId));
  return item && toOrganization(item);
}

/** Reads an organization without its keys: one strongly consistent read. `undefined` when there is none. */
export async function readOrganizationWithoutKeys(
  dynamodb: DynamoDb,
  organizationId: string,
): Promise<OrganizationWithoutKeys | undefined> {
  const item = await getItem(dynamodb, organizationWithoutKeysRequest(organizationId));
  if (item === undefined) return undefined;
  const { keys: _, ...organization } = toOrganization(item);
  const deletions = (item.deletions ?? {}) as OrganizationWithoutKeys['deletions'];
  return { ...organization, deletions };
}

/**
 * Makes an organization, or turns Embed on or off; keeps its secrets and settings. Off ends all sessions.
 *
 * @param now epoch milliseconds
 */
export async function putOrganization(
  dynamodb: DynamoDb,
  organizationId: string,
  { embedEnabled, now }: { embedEnabled: boolean; now: number },
): Promise<void> {
  const sessionsValidFrom = isoTime(embedEnabled ? now : now + clockDifferenceMs);
  await dynamodb(putOrganizationRequest(organizationId, embedEnabled, sessionsValidFrom));
  // The update answers with nothing, as its answer would hold the keys: so another's could pass for it.
  const organization = await readOrganizationWithoutKeys(dynamodb, organizationId);
  if (organization?.embedEnabled !== embedEnabled) throw new TableUnavailableError('the change is not there');
}

/**
 * Changes settings; sessions that are there keep their length.
 *
 * @returns all settings as they are then; `undefined` when Embed is off
 */
export async function updateSettings(
  dynamodb: DynamoDb,
  organizationId: string,
  change: SettingsChange,
): Promise<OrganizationSettings | undefined> {
  const changes = Object.values(change).some((value) => value !== undefined);
  if (changes && !(await writeIf(dynamodb, updateSettingsRequest(organizationId, change)))) return undefined;
  const organization = await readOrganizationWithoutKeys(dynamodb, organizationId);
  return organization?.embedEnabled === true ? organization.settings : undefined;
}

/**
 * Ends every session there is, the pending ones too. Where another call has moved the limit past this one's
 * meanwhile, it has ended them.
 *
 * @param options.sessionsValidFrom the limit as it was read; a session made just after it is ended as well
 * @param options.now epoch milliseconds
 */
export async function endAllSessions(
  dynamodb: DynamoDb,
  organizationId: string,
  { sessionsValidFrom, now }: { sessionsValidFrom: string; now: number },
): Promise<void> {
  const limit = isoTime(Math.max(now + clockDifferenceMs, Date.parse(sessionsValidFrom) + 1));
  const request = sessionsValidFromRequest(organizationId, limit);
  await writeIf(dynamodb, request, (written) => written.sessionsValidFrom === limit);
}
