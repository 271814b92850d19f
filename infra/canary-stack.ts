import { Stack, type StackProps, Stage } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { bundleCanary } from './bundle-functions.ts';
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
    const outdir = Stage.of(this)?.outdir ?? 'cdk.out';
    const alarms = new Alarms(this, 'Alarms', environment);
    new Canary(this, 'Canary', { bundle: bundleCanary(outdir), api, embedDomain, retention, alarms });
  }
}
