import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { sdkDynamoDb } from '../lambdas/api/dynamodb.ts';
import type { Table } from '../shared/dynamodb.ts';
import { deleteSecret } from '../shared/secrets/delete-secret.ts';
import { withTableNames } from '../shared/table-names.ts';
import { listOrganizationIds } from './list-organization-ids.ts';
import { type RevivedSecret, revivedSecrets } from './revived-secrets.ts';

export type RestoreCheck = {
  region: string;
  /** The restored table. */
  table: string;
  /** The name of each table in use. */
  nameOf: (table: Table) => string;
  /** Whether to delete what is found. */
  deletes: boolean;
  report: (secret: RevivedSecret) => void;
};

/**
 * Reports every secret that a restored table revives, and deletes it there if asked to.
 *
 * @returns how many secrets are still revived
 */
export async function restoreCheck({
  region,
  table,
  nameOf,
  deletes,
  report,
}: RestoreCheck): Promise<number> {
  const dynamodb = sdkDynamoDb({ region });
  const replaced = withTableNames(dynamodb, nameOf);
  const restored = withTableNames(dynamodb, (name) => (name === 'EmbedSecrets' ? table : nameOf(name)));
  let revived = 0;
  for (const organizationId of await listOrganizationIds(new DynamoDBClient({ region }), table)) {
    for (const secret of await revivedSecrets({ restored, replaced }, organizationId)) {
      report(secret);
      const { secretId, deletedAt, deletedBy } = secret;
      const again = { secretId, actor: deletedBy, now: Date.parse(deletedAt) };
      const isGone = deletes && (await deleteSecret(restored, organizationId, again)).ok;
      if (!isGone) revived += 1;
    }
  }
  return revived;
}
