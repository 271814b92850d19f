/** Says in one sentence what is wrong with the arguments or the environment. */
export class CannotStartError extends Error {
  override name = 'CannotStartError';
}
