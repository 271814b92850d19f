import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import cdk from '../../../cdk.json' with { type: 'json' };
import { embedSecrets } from '../../../infra/embed-secrets.ts';
import { type Environment, environments } from '../../../infra/environments.ts';
import { page } from './synthesize.ts';
import type { Template } from './templates.ts';

/**
 * Synthesizes `staging` with something else in it, cdk-nag included, and reads from the cloud assembly.
 *
 * @param read gets the assembly's folder, which is removed afterwards
 */
export function synthesizeWith<Result>(
  changes: Partial<Environment>,
  read: (outdir: string) => Result,
): Result {
  const outdir = mkdtempSync(join(tmpdir(), 'embed-secrets-'));
  try {
    const staging = { ...environments.staging, ...changes };
    const context = { ...cdk.context, environment: 'staging', web: page };
    embedSecrets({ outdir, context }, { staging }).synth();
    return read(outdir);
  } finally {
    rmSync(outdir, { recursive: true });
  }
}

export const edgeTemplateWith = (changes: Partial<Environment>): Template & { Description: string } =>
  synthesizeWith(changes, (outdir) => readTemplate(outdir, 'EmbedSecretsEdge')) as Template & {
    Description: string;
  };

export const readTemplate = (outdir: string, stack: string): Template =>
  JSON.parse(readFileSync(join(outdir, `${stack}.template.json`), 'utf8'));
