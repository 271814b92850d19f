import { CommandError } from '../command-error.ts';
import { exitCodes } from '../exit-codes.ts';

/**
 * Checks the address of an API.
 *
 * @param source where it was set, for the error
 * @returns its origin: `https://abc123.execute-api.eu-central-1.amazonaws.com`
 * @throws {CommandError} unless it is HTTPS, or HTTP on this machine: a request can carry a session token
 */
export function apiAddress(text: string, source: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  const reject = (message: string): never => {
    throw new CommandError(message, {
      exitCode: exitCodes.usage,
      next: `correct ${source}; the address is the output ApiUrl of the stack EmbedSecretsApi`,
    });
  };
  if (url !== undefined && (url.username !== '' || url.password !== '')) {
    return reject('The address of the API has a user name or password in it.');
  }
  if (url === undefined || !['https:', 'http:'].includes(url.protocol)) {
    return reject(`${text} isn't the address of an API: it has to begin with https:// and a host.`);
  }
  if (url.href !== `${url.origin}/`)
    return reject(`${url.origin} is followed by a path or query: remove it.`);
  if (url.protocol === 'http:' && !isOnThisMachine(url.origin)) {
    return reject(`${url.origin} isn't HTTPS: only an API on this machine may be called over plain HTTP.`);
  }
  return url.origin;
}

/** The names that resolve to this machine only (RFC 6761, section 6.3), and its loopback addresses. */
export const isOnThisMachine = (origin: string): boolean =>
  /^(?:127(?:\.\d{1,3}){3}|\[::1\]|(?:.+\.)?localhost)$/.test(new URL(origin).hostname);

/** The Region in the name of an API Gateway endpoint; `undefined` for a custom domain name. */
export const regionOfAddress = (origin: string): string | undefined =>
  /^[a-z0-9]+\.execute-api\.([a-z0-9-]+)\.amazonaws\.com(?:\.cn)?$/.exec(new URL(origin).hostname)?.[1];
