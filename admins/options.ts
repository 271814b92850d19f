import { environmentNames } from '../infra/environments.ts';
import { isOrganizationId } from '../shared/organizations/organization-id.ts';
import { CannotStartError } from '../smoke/cannot-start-error.ts';
import { commandLine } from '../smoke/command-line.ts';

export const usage = `Usage: npm run -s admins -- add <email> --environment <name> --organization <id> --name <name>
                                [--role admin|viewer] [--create-organization]
       npm run -s admins -- remove <email> --environment <name>

Creates an admin of an organization, who gets an email with a temporary password, or removes one.

  --environment <name>    ${environmentNames.join(', ')}
  --organization <id>     the organization that they administer, and no other
  --name <name>           as the admin page shows it
  --role <role>           admin (default), or viewer: sees everything but keys, and changes nothing
  --create-organization   also creates the organization, with Embed on
  --help                  show this

Credentials are the AWS SDK's: environment variables, a profile (AWS_PROFILE), single sign-on or a role. They need
cloudformation:DescribeStacks; cognito-idp:AdminCreateUser, or AdminUserGlobalSignOut and AdminDeleteUser; and to create
an organization, the policy Operator. AWS_ENDPOINT_URL names another endpoint for AWS itself.

Exit status: 0 if it was done, 1 if it was refused, 2 if it could not start.
`;

const roles = ['admin', 'viewer'] as const;

export type NewAdmin = {
  email: string;
  name: string;
  organizationId: string;
  role: (typeof roles)[number];
  createsOrganization: boolean;
};

export type AdminsOptions = { environment: string } & (
  | { command: 'add'; admin: NewAdmin }
  | { command: 'remove'; email: string }
);

/**
 * Reads the command line.
 *
 * @returns `'help'` if it asks for help
 * @throws {CannotStartError} if an argument is missing, unknown or malformed
 */
export function parseOptions(args: readonly string[]): AdminsOptions | 'help' {
  const { values, positionals } = parse(args);
  if (values.help) return 'help';
  const [command, email = '', ...others] = positionals;
  if ((command !== 'add' && command !== 'remove') || others.length > 0) {
    throw new CannotStartError('Give a command, add or remove, and one email address.');
  }
  if (!/^[^\s@]+@[^\s@]+\.[^\s@]+$/.test(email)) {
    throw new CannotStartError(`${email === '' ? 'Nothing' : email} is not an email address.`);
  }
  const { environment } = values;
  if (environment === undefined) throw new CannotStartError('--environment <name> is required.');
  if (command === 'remove') return { command, environment, email };
  return { command, environment, admin: newAdmin(email, values) };
}

function newAdmin(email: string, values: ReturnType<typeof parse>['values']): NewAdmin {
  const { organization = '', name = '', 'create-organization': createsOrganization } = values;
  if (!isOrganizationId(organization)) {
    throw new CannotStartError('--organization <id> is required: lower-case letters, digits and hyphens.');
  }
  if (name.trim() === '') throw new CannotStartError('--name <name> is required.');
  const role = roles.find((known) => known === values.role);
  if (role === undefined) throw new CannotStartError(`--role is one of ${roles.join(', ')}.`);
  return { email, name: name.trim(), organizationId: organization, role, createsOrganization };
}

const parse = (args: readonly string[]) =>
  commandLine({
    args: [...args],
    allowPositionals: true,
    options: {
      environment: { type: 'string' },
      organization: { type: 'string' },
      name: { type: 'string' },
      role: { type: 'string', default: 'admin' },
      'create-organization': { type: 'boolean', default: false },
      help: { type: 'boolean', default: false },
    },
  });
