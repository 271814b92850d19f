import { Stack } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { prefixed } from '../../../infra/constructs/names.ts';
import type { TablesLocation } from '../../../infra/constructs/table-access.ts';

/** Where the tables of an instance are. Their names are fixed, because the edge is in another Region. */
export function tablesLocation(scope: Construct): TablesLocation {
  const { account, region } = Stack.of(scope);
  return {
    account,
    region,
    tableNames: {
      EmbedSecrets: prefixed(scope, 'EmbedSecrets'),
      EmbedSessions: prefixed(scope, 'EmbedSessions'),
      EmbedEvents: prefixed(scope, 'EmbedEvents'),
    },
  };
}
