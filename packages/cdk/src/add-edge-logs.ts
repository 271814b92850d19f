import { Stack, Stage, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { edgeRegions } from '../../../infra/constructs/edge-log-group.ts';
import type { LogRetention } from '../../../infra/constructs/protected-log-group.ts';
import { EdgeLogsStack } from '../../../infra/edge-logs-stack.ts';

export type EdgeLogsProps = {
  regions: readonly string[] | undefined;
  namePrefix: string;
  retention: LogRetention;
};

/** Adds the edge function's log groups, each in a stack in its Region. */
export function addEdgeLogs(
  scope: Construct,
  { regions = edgeRegions, namePrefix, retention }: EdgeLogsProps,
): void {
  const { account } = Stack.of(scope);
  const known = Token.isUnresolved(account) ? {} : { account };
  for (const region of regions) {
    const id = `${scope.node.path.replaceAll('/', '-')}-EdgeLogs-${region}`;
    new EdgeLogsStack(Stage.of(scope) ?? scope, id, { env: { ...known, region }, namePrefix, retention });
  }
}
