import type { Alarms } from './alarms.ts';
import type { EmbedEdge } from './embed-edge.ts';

/** Adds the alarms on the distribution and its firewall. In us-east-1. */
export function addEdgeAlarms(alarms: Alarms, { distribution, firewall }: EmbedEdge): void {
  alarms.addAlarm('edge-server-errors', {
    metric: distribution.metricServerErrorRate(),
    threshold: 1,
    description:
      'At least 1% of responses were 5xx: 503 if the edge cannot read the tables, 502 or 504 if the origin does not respond.',
  });
  alarms.addAlarm('edge-blocked-logins', {
    metric: firewall.metricBlockedLogins(),
    threshold: 100,
    description: 'One or more addresses sent more login requests than the firewall allows.',
  });
}
