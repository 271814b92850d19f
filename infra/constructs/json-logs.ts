import { LoggingFormat, SystemLogLevel } from 'aws-cdk-lib/aws-lambda';

/**
 * Logs only JSON lines, so that every line can be filtered by its members. Lambda's own lines are limited to warnings and
 * errors, because START, END and REPORT for each request would cost more than our own events.
 */
export const jsonLogs = {
  loggingFormat: LoggingFormat.JSON,
  systemLogLevelV2: SystemLogLevel.WARN,
} as const;
