import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Alarms } from './constructs/alarms.ts';
import { AuditEventBus } from './constructs/audit-event-bus.ts';
import { EmbedTables } from './constructs/embed-tables.ts';
import { addTableAlarms } from './constructs/table-alarms.ts';
import type { Environment } from './environments.ts';

/** The data that is kept: the tables and their key; and the bus that the audit trail is published to. */
export class DataStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    { environment, ...props }: StackProps & { environment: Environment },
  ) {
    super(scope, id, props);
    const { tables, key } = new EmbedTables(this, 'Tables', environment.retention);
    const alarms = new Alarms(this, 'Alarms', environment);
    addTableAlarms(alarms, environment);
    const events = tables.get('EmbedEvents');
    if (events === undefined) throw new TypeError('no table of the events');
    new AuditEventBus(this, 'AuditEvents', { events, key, alarms });
  }
}
