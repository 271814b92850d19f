import { ArnFormat, Stack } from 'aws-cdk-lib';
import type { Distribution } from 'aws-cdk-lib/aws-cloudfront';
import { PolicyStatement, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnDelivery, CfnDeliveryDestination, CfnDeliverySource } from 'aws-cdk-lib/aws-logs';
import { Construct } from 'constructs';
import { logGroupName, namePrefix } from './names.ts';
import { type LogRetention, ProtectedLogGroup } from './protected-log-group.ts';

/**
 * The logged fields of a request. They leave out the query string (a signed URL's signature), cookies (the session) and
 * the referrer (which may be a signed URL).
 */
const recordFields = [
  'date',
  'time',
  'x-edge-location',
  'x-edge-request-id',
  'x-host-header',
  'c-ip',
  'cs-method',
  'cs-protocol',
  'cs-uri-stem',
  'sc-status',
  'sc-bytes',
  'time-taken',
  'ssl-protocol',
  'x-edge-result-type',
  'x-edge-detailed-result-type',
];

/** CloudFront's access log, in us-east-1. */
const edgeAccessLogGroupName = (scope: Construct): string => logGroupName(scope, 'edge-access');

/**
 * CloudFront's access logs, standard logging v2: the older version always writes query strings. The request ID is the
 * one on the viewer's 403 page and in the edge function's log.
 */
export class EdgeAccessLogs extends Construct {
  constructor(scope: Construct, id: string, distribution: Distribution, retention: LogRetention) {
    super(scope, id);
    const stack = Stack.of(this);
    const logGroup = new ProtectedLogGroup(this, 'LogGroup', {
      ...retention,
      logGroupName: edgeAccessLogGroupName(this),
    });
    logGroup.addToResourcePolicy(
      new PolicyStatement({
        principals: [new ServicePrincipal('delivery.logs.amazonaws.com')],
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [logGroup.logGroupArn],
        conditions: {
          StringEquals: { 'aws:SourceAccount': stack.account },
          ArnLike: { 'aws:SourceArn': `arn:aws:logs:${stack.region}:${stack.account}:*` },
        },
      }),
    );
    const source = new CfnDeliverySource(this, 'Source', {
      name: `${namePrefix(this)}-edge`,
      logType: 'ACCESS_LOGS',
      resourceArn: distribution.distributionArn,
    });
    const destination = new CfnDeliveryDestination(this, 'Destination', {
      name: `${namePrefix(this)}-edge`,
      outputFormat: 'json',
      // Without the `:*` at the end of a log group's ARN in a policy.
      destinationResourceArn: stack.formatArn({
        service: 'logs',
        resource: 'log-group',
        resourceName: logGroup.logGroupName,
        arnFormat: ArnFormat.COLON_RESOURCE_NAME,
      }),
    });
    const delivery = new CfnDelivery(this, 'Delivery', {
      deliverySourceName: source.name,
      deliveryDestinationArn: destination.attrArn,
      recordFields,
    });
    delivery.addResourceDependency(source);
  }
}
