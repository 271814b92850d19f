import { Stack, type StackProps } from 'aws-cdk-lib';
import { LogGroup, QueryDefinition, QueryString } from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';
import { operations } from '../shared/contract/operations.ts';
import { Alarms } from './constructs/alarms.ts';
import { AuditTrail } from './constructs/audit-trail.ts';
import { apiAccessLogGroupName } from './constructs/embed-api.ts';
import { EmbedDashboard } from './constructs/embed-dashboard.ts';
import { operationLogGroupName } from './constructs/operation-function.ts';
import type { Environment } from './environments.ts';

/** Monitoring of the other stacks: the dashboard, the saved queries for the API's logs, the tables' trail. */
export class MonitoringStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    { environment, ...props }: StackProps & { environment: Environment },
  ) {
    super(scope, id, props);
    new EmbedDashboard(this, 'Dashboard');
    const logGroupNames = [
      apiAccessLogGroupName(this),
      ...operations.map(({ id: operation }) => operationLogGroupName(this, operation)),
    ];
    new QueryDefinition(this, 'FindApiRequest', {
      queryDefinitionName: 'Embed Secrets/Find a request of the API',
      queryString: new QueryString({
        fields: ['@timestamp', 'event', 'operation', 'routeKey', 'status', 'code', 'error', 'caller', '@log'],
        filterStatements: ['requestId = "PASTE THE REQUEST ID HERE"'],
        sort: '@timestamp asc',
        limit: 50,
      }),
      logGroups: logGroupNames.map((name) => LogGroup.fromLogGroupName(this, name, name)),
    });
    new AuditTrail(this, 'Trail', { environment }).addAlarms(new Alarms(this, 'Alarms', environment));
  }
}
