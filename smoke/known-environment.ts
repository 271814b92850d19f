import { environmentOf, NotDeployableError } from '../infra/environment-schema.ts';
import { CannotStartError } from './cannot-start-error.ts';

/**
 * An environment of `infra/environments.ts`.
 *
 * @throws {CannotStartError} if there is none of this name, or it still has an example's values
 */
export function knownEnvironment(name: string): ReturnType<typeof environmentOf> {
  try {
    return environmentOf(name);
  } catch (error) {
    if (error instanceof NotDeployableError) throw new CannotStartError(error.message);
    throw error;
  }
}
