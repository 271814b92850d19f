import type { Command } from 'commander';
import { collect, wholeNumber } from './option-values.ts';

/** The limits of a secret, as options of a command. */
export type LimitOptions = { path?: string[]; host?: string[]; maxExpiresInSeconds?: number };

export const addLimitOptions = (command: Command): Command =>
  command
    .option('--path <path>', 'allow this path and those below it; repeat it for more', collect)
    .option('--host <host>', 'allow this host; repeat it for more', collect)
    .option('--max-expires-in-seconds <seconds>', 'allow URLs that expire within these seconds', wholeNumber);

/** @returns the limits as the API takes them; `undefined` if no option was given */
export function limitsOf({ path, host, maxExpiresInSeconds }: LimitOptions): object | undefined {
  const limits = {
    ...(path === undefined ? {} : { paths: path }),
    ...(host === undefined ? {} : { hosts: host }),
    ...(maxExpiresInSeconds === undefined ? {} : { maxExpiresInSeconds }),
  };
  return Object.keys(limits).length === 0 ? undefined : limits;
}
