import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Alarms } from './constructs/alarms.ts';
import { EmbedTables } from './constructs/embed-tables.ts';
import { addTableAlarms } from './constructs/table-alarms.ts';
import type { Environment } from './environments.ts';

/** The data that is kept: the tables and their key. */
export class DataStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    { environment, ...props }: StackProps & { environment: Environment },
  ) {
    super(scope, id, props);
    new EmbedTables(this, 'Tables', environment.retention);
    addTableAlarms(new Alarms(this, 'Alarms', environment), environment);
  }
}
