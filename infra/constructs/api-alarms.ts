import { Duration } from 'aws-cdk-lib';
import type { Alarms } from './alarms.ts';
import type { EmbedApi } from './embed-api.ts';

/** Responses 5xx of the API, in five minutes. */
export const apiServerErrors = (api: EmbedApi) =>
  api.metricServerError({ statistic: 'Sum', period: Duration.minutes(5) });

/** Adds the alarm on the API's own failures. */
export function addApiAlarms(alarms: Alarms, api: EmbedApi): void {
  alarms.addAlarm('api-server-errors', {
    metric: apiServerErrors(api),
    threshold: 1,
    description: 'The API responded 5xx. The access log has the request IDs; the functions log the reasons.',
  });
}
