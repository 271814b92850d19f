import { Stack, type StackProps } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { Alarms } from './constructs/alarms.ts';
import { Canary } from './constructs/canary.ts';
import type { EmbedApi } from './constructs/embed-api.ts';
import type { Environment } from './environments.ts';

/** The canary and its alarms. Deployed last, because it fails until everything else exists. */
export class CanaryStack extends Stack {
  constructor(
    scope: Construct,
    id: string,
    { environment, api, ...props }: StackProps & { environment: Environment; api: EmbedApi },
  ) {
    super(scope, id, props);
    const { embedDomain, retention } = environment;
    const alarms = new Alarms(this, 'Alarms', environment);
    new Canary(this, 'Canary', { api, embedDomain, retention, alarms });
  }
}
