import { execFile } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { TestProject } from 'vitest/node';
import { type EnvironmentName, environmentNames } from '../../../infra/environments.ts';

/** What `cdk synth` made of an environment: where it is, and all that it said. */
export type Synthesis = { outdir: string; output: string };

declare module 'vitest' {
  interface ProvidedContext {
    syntheses: Record<EnvironmentName, Synthesis>;
  }
}

/**
 * Synthesizes every environment once for the whole run, as somebody would at a shell: by the CDK command line,
 * without credentials, and with a proxy that is not there in place of a network.
 */
export default async function synthesize(project: TestProject): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'embed-secrets-'));
  const syntheses = await Promise.all(
    environmentNames.map(async (name) => [name, await cdkSynth(name, join(folder, name))] as const),
  );
  project.provide('syntheses', Object.fromEntries(syntheses) as Record<EnvironmentName, Synthesis>);
  return () => rm(folder, { recursive: true });
}

/** Stands for the built admin page. */
export const page = fileURLToPath(new URL('admin-page', import.meta.url));

/** @throws when it fails, with what it said */
export async function cdkSynth(name: string, outdir: string): Promise<Synthesis> {
  const { stdout, stderr } = await promisify(execFile)(
    'cdk',
    ['synth', '--quiet', '-c', `environment=${name}`, '-c', `web=${page}`, '--output', outdir],
    { env: offline() },
  );
  return { outdir, output: stdout + stderr };
}

function offline(): NodeJS.ProcessEnv {
  const nowhere = 'http://127.0.0.1:9';
  const kept = Object.entries(process.env).filter(([name]) => !name.startsWith('AWS_') && name !== 'CI');
  return {
    ...Object.fromEntries(kept),
    HTTPS_PROXY: nowhere,
    HTTP_PROXY: nowhere,
    AWS_EC2_METADATA_DISABLED: 'true',
    AWS_CONFIG_FILE: '/nowhere',
    AWS_SHARED_CREDENTIALS_FILE: '/nowhere',
    NO_COLOR: '1',
  };
}
