import { environmentNames } from '../infra/environments.ts';
import { CannotStartError } from './cannot-start-error.ts';
import { commandLine } from './command-line.ts';

export const usage = `Usage: npm run smoke -- --environment <name> [--edge-address <url>]

Does the whole job of the product on a deployed environment: creates an organization, creates, reveals and
renames a secret, signs URLs and opens them at the edge, ends sessions, deletes the secret and sees the 403.
Prints each step with its time. Stops at the first wrong response, and turns the organization off in any case.

  --environment <name>   ${environmentNames.join(', ')}
  --edge-address <url>   connect here for embedded pages, as http://127.0.0.1:4200, instead of where DNS says;
                         the Host header stays the organization's
  --help                 show this

Credentials are the AWS SDK's: environment variables, a profile (AWS_PROFILE), single sign-on or a role. They need
cloudformation:DescribeStacks, and execute-api:Invoke on the API for all organizations: an administrator of the
account, for example. AWS_ENDPOINT_URL names another endpoint for AWS itself.

Exit status: 0 if every response was right, 1 at the first wrong one, 2 if the check could not start.
`;

export type SmokeOptions = { environment: string; edgeAddress: string | undefined };

/**
 * Reads the command line.
 *
 * @returns `'help'` if it asks for help
 * @throws {CannotStartError} if an argument is missing, unknown or malformed
 */
export function parseOptions(args: readonly string[]): SmokeOptions | 'help' {
  const {
    environment,
    'edge-address': edgeAddress,
    help,
  } = commandLine({
    args: [...args],
    options: {
      environment: { type: 'string' },
      'edge-address': { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  }).values;
  if (help) return 'help';
  if (environment === undefined) throw new CannotStartError('--environment <name> is required.');
  if (edgeAddress !== undefined && !isOrigin(edgeAddress)) {
    throw new CannotStartError(
      '--edge-address must be http:// or https://, a host and a port, without a path.',
    );
  }
  return { environment, edgeAddress };
}

const isOrigin = (text: string): boolean =>
  URL.canParse(text) && /^https?:$/.test(new URL(text).protocol) && new URL(text).origin === text;
