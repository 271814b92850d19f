import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import cdk from '../../../cdk.json' with { type: 'json' };
import { embedSecrets } from '../../../infra/embed-secrets.ts';
import { type Environment, environments } from '../../../infra/environments.ts';
import { page } from './synthesize.ts';
import type { Template } from './templates.ts';

/**
 * Synthesizes `staging` with something else in it, cdk-nag included.
 *
 * @returns the template of the edge
 */
export function edgeTemplateWith(changes: Partial<Environment>): Template & { Description: string } {
  const outdir = mkdtempSync(join(tmpdir(), 'embed-secrets-'));
  try {
    const staging = { ...environments.staging, ...changes };
    embedSecrets(
      { outdir, context: { ...cdk.context, environment: 'staging', web: page } },
      { staging },
    ).synth();
    return JSON.parse(readFileSync(join(outdir, 'EmbedSecretsEdge.template.json'), 'utf8'));
  } finally {
    rmSync(outdir, { recursive: true });
  }
}
