import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';
import { CannotStartError } from './cannot-start-error.ts';

/**
 * The values of a command line's options.
 *
 * @throws {CannotStartError} if one is unknown or malformed
 */
export function commandLine<const Options extends ParseArgsOptionsConfig>(
  args: readonly string[],
  options: Options,
) {
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch (error) {
    throw new CannotStartError(error instanceof Error ? error.message : String(error));
  }
}
