import { join } from 'node:path';
import type { Resource } from '../../infra/support/templates.ts';

/** A function as its template deploys it. */
export type DeployedFunction = {
  /** The folder that `cdk deploy` would upload. */
  folder: string;
  /** `<file>.<export>`. */
  handler: string;
  variables: Readonly<Record<string, string>>;
  memoryMb: number;
  timeoutSeconds: number;
  logFormat: string;
};

/**
 * A function as CloudFormation would create it.
 *
 * @param outdir the cloud assembly that its template is in
 */
export function deployedFunction({ Metadata, Properties }: Resource, outdir: string): DeployedFunction {
  return {
    folder: join(outdir, Metadata?.['aws:asset:path']),
    handler: Properties.Handler,
    variables: Properties.Environment?.Variables ?? {},
    memoryMb: Properties.MemorySize,
    timeoutSeconds: Properties.Timeout,
    logFormat: Properties.LoggingConfig.LogFormat,
  };
}
