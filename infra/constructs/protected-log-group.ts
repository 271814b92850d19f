import { RemovalPolicy } from 'aws-cdk-lib';
import {
  CustomDataIdentifier,
  DataProtectionPolicy,
  LogGroup,
  type RetentionDays,
} from 'aws-cdk-lib/aws-logs';
import type { Construct } from 'constructs';

/** How log groups are kept: days, one of CloudWatch's numbers; and whether they outlive their stack. */
export type LogRetention = { logDays: number; keepsData: boolean };

/**
 * A log group in which whatever looks like an embed secret key is masked. Nothing of ours writes one; this is
 * for the day when something does.
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
