import { LoggingFormat, SystemLogLevel } from 'aws-cdk-lib/aws-lambda';

/**
 * Logs of JSON lines only, so that every line can be filtered by its members. Of Lambda's own lines just warnings
 * and errors: START, END and REPORT of each request would cost more than the events of ours.
 */
export const jsonLogs = {
  loggingFormat: LoggingFormat.JSON,
  systemLogLevelV2: SystemLogLevel.WARN,
} as const;
