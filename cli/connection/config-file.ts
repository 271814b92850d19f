import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import * as v from 'valibot';
import { CommandError } from '../command-error.ts';
import { exitCodes } from '../exit-codes.ts';

/** What the configuration file may set, by the name that `config set` takes. It never holds credentials or keys. */
const configSchema = v.strictObject({
  'api-url': v.optional(v.string()),
  organization: v.optional(v.string()),
  profile: v.optional(v.string()),
  region: v.optional(v.string()),
});

export type Config = v.InferOutput<typeof configSchema>;
export type ConfigName = keyof Config;
export const configNames: readonly ConfigName[] = ['api-url', 'organization', 'profile', 'region'];

export const isConfigName = (name: string): name is ConfigName => Object.hasOwn(configSchema.entries, name);

/** `EMBED_CONFIG_FILE`, or `embed-secrets/config.json` in the user's configuration folder. */
export function configFile({ EMBED_CONFIG_FILE, XDG_CONFIG_HOME, APPDATA, HOME }: NodeJS.ProcessEnv): string {
  if (EMBED_CONFIG_FILE) return EMBED_CONFIG_FILE;
  const folder = XDG_CONFIG_HOME || APPDATA || join(HOME || homedir(), '.config');
  return join(folder, 'embed-secrets', 'config.json');
}

/** @throws {CommandError} if the file isn't what `config set` writes */
export function readConfig(env: NodeJS.ProcessEnv): Config {
  const file = configFile(env);
  const parsed = v.safeParse(configSchema, parse(file));
  if (parsed.success) return parsed.output;
  throw new CommandError(`The configuration file ${file} can't be used.`, {
    exitCode: exitCodes.usage,
    details: [`it has to be a JSON object with any of ${configNames.join(', ')}, each a string`],
    next: 'correct the file, or delete it and run: embed-secrets config set',
  });
}

export function writeConfig(env: NodeJS.ProcessEnv, config: Config): void {
  const file = configFile(env);
  mkdirSync(dirname(file), { recursive: true });
  writeFileSync(file, `${JSON.stringify(config, null, 2)}\n`);
}

function parse(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return isMissing ? {} : undefined;
  }
}
