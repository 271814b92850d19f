import { sdkDynamoDb } from '../lambdas/api/dynamodb.ts';
import { TableUnavailableError } from '../shared/dynamodb.ts';
import { readEnvironmentKeys } from '../shared/environment/read-environment-keys.ts';
import { rotateEnvironmentKeys } from '../shared/environment/rotate-environment-keys.ts';
import { putOrganization } from '../shared/organizations/put-organization.ts';
import { readOrganizationWithoutKeys } from '../shared/organizations/read-organization-without-keys.ts';

/** The organizations of a local run, and whether Embed is on for them. */
const organizations = { acme: true, globex: true, initech: false };

/** Creates the organizations and the environment's keys, unless they exist from an earlier run. */
export async function seed(): Promise<void> {
  const dynamodb = sdkDynamoDb();
  const now = Date.now();
  for (const [organizationId, embedEnabled] of Object.entries(organizations)) {
    if ((await readOrganizationWithoutKeys(dynamodb, organizationId)) === undefined) {
      await putOrganization(dynamodb, organizationId, { embedEnabled, now });
    }
  }
  try {
    await readEnvironmentKeys(dynamodb, now);
  } catch (error) {
    if (!(error instanceof TableUnavailableError)) throw error;
    await rotateEnvironmentKeys(dynamodb, now);
  }
}
