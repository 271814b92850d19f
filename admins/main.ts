import {
  CognitoIdentityProviderClient,
  CognitoIdentityProviderServiceException,
} from '@aws-sdk/client-cognito-identity-provider';
import { apiClient } from '../smoke/api-client.ts';
import { CannotStartError } from '../smoke/cannot-start-error.ts';
import { deployedEnvironment } from '../smoke/deployed-environment.ts';
import { stackOutputs } from '../smoke/stack-outputs.ts';
import { addAdmin } from './add-admin.ts';
import { type AdminsOptions, type NewAdmin, parseOptions, usage } from './options.ts';
import { removeAdmin } from './remove-admin.ts';

const print = (text: string) => process.stdout.write(`${text}\n`);

try {
  const options = parseOptions(process.argv.slice(2));
  if (options === 'help') print(usage);
  else await execute(options);
} catch (error) {
  if (error instanceof CannotStartError) {
    process.stderr.write(`${error.message}\nnpm run -s admins -- --help shows the options.\n`);
    process.exitCode = 2;
  } else if (error instanceof CognitoIdentityProviderServiceException) {
    process.stderr.write(`${error.name}: ${error.message}\n`);
    process.exitCode = 1;
  } else {
    throw error;
  }
}

async function execute(options: AdminsOptions): Promise<void> {
  const { region, output } = await stackOutputs(options.environment, 'EmbedSecretsSignIn');
  const userPool = new CognitoIdentityProviderClient({ region });
  const userPoolId = output('UserPoolId');
  if (options.command === 'remove') {
    await removeAdmin(userPool, userPoolId, options.email);
    print(`Removed ${options.email}. Credentials from before end within an hour.`);
    return;
  }
  const { admin, environment } = options;
  if (admin.createsOrganization) await createOrganization(environment, admin);
  await addAdmin(userPool, userPoolId, admin);
  print(`Created ${admin.email}, ${admin.role} of ${admin.organizationId}. They get an email.`);
}

/** @throws {CannotStartError} with the API's reason */
async function createOrganization(environment: string, { organizationId }: NewAdmin): Promise<void> {
  const callApi = apiClient(await deployedEnvironment(environment));
  const { status, body } = await callApi('PUT', `/organizations/${organizationId}`, { embedEnabled: true });
  if (status !== 200) {
    throw new CannotStartError(`The organization was not created: ${body.detail ?? body.message ?? status}`);
  }
  print(`Created the organization ${organizationId}, with Embed on.`);
}
