import { RemovalPolicy } from 'aws-cdk-lib';
import {
  CustomDataIdentifier,
  DataProtectionPolicy,
  LogGroup,
  type RetentionDays,
} from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

/** How long log groups are kept, in days that CloudWatch allows, and whether they are kept if their stack is deleted. */
export type LogRetention = { logDays: number; keepsData: boolean };

/**
 * A log group that masks anything that looks like an embed secret's key. Our code doesn't log keys; this covers mistakes.
 */
export class ProtectedLogGroup extends LogGroup {
  constructor(
    scope: Construct,
    id: string,
    { logDays, keepsData, logGroupName }: LogRetention & { logGroupName?: string },
  ) {
    super(scope, id, {
      ...(logGroupName === undefined ? {} : { logGroupName }),
      retention: logDays as RetentionDays,
      removalPolicy: keepsData ? RemovalPolicy.RETAIN : RemovalPolicy.DESTROY,
      dataProtectionPolicy: new DataProtectionPolicy({
        name: 'EmbedSecretKeys',
        identifiers: [new CustomDataIdentifier('EmbedSecretKey', 'esk_[0-9A-Za-z]{28}')],
      }),
    });
  }
}
