import { execFile } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { registryTool } from './registry-tool.ts';

/** The ways in which TypeScript finds a package's types. */
export const resolutions = [
  { resolution: 'node16', module: 'node16', file: 'consumer.mts' },
  { resolution: 'node16', module: 'node16', file: 'consumer.cts' },
  { resolution: 'bundler', module: 'esnext', file: 'consumer.ts' },
] as const;

export type Resolution = (typeof resolutions)[number];

/** The command of each compiler; `undefined` if this machine can't have it. */
export function compilers(): Record<string, readonly string[] | undefined> {
  const oldest = registryTool('typescript@5.0.4', 'typescript/bin/tsc');
  return {
    'TypeScript 5.0': oldest === undefined ? undefined : [process.execPath, oldest],
    'TypeScript 7': [join(process.cwd(), 'node_modules/.bin/tsc')],
  };
}

/** Type-checks code of a project, strictly. Returns what the compiler says: nothing if the code is right. */
export async function typeErrors(
  [compiler = '', ...args]: readonly string[],
  {
    folder,
    code,
    resolution,
    options = [],
  }: { folder: string; code: string; resolution: Resolution; options?: readonly string[] },
): Promise<string> {
  writeFileSync(join(folder, resolution.file), code);
  const flags = ['--noEmit', '--strict', '--target', 'es2022', '--lib', 'es2022,dom'];
  const modules = ['--module', resolution.module, '--moduleResolution', resolution.resolution];
  const all = [...args, ...flags, ...modules, ...options, resolution.file];
  return await promisify(execFile)(compiler, all, { cwd: folder }).then(
    ({ stdout }) => stdout,
    ({ stdout }) => String(stdout),
  );
}
