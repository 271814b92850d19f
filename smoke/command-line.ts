import { type ParseArgsConfig, parseArgs } from 'node:util';
import { CannotStartError } from './cannot-start-error.ts';

/**
 * Parses a command line.
 *
 * @throws {CannotStartError} if an argument is unknown or malformed
 */
export function commandLine<const Config extends ParseArgsConfig>(config: Config) {
  try {
    return parseArgs(config);
  } catch (error) {
    throw new CannotStartError(error instanceof Error ? error.message : String(error));
  }
}
