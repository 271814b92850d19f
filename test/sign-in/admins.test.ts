import { AdminGetUserCommand, AdminSetUserPasswordCommand } from '@aws-sdk/client-cognito-identity-provider';
import { describe, expect, it } from 'vitest';
import { shell } from '../deployed/support/shell.ts';
import { emulatorCredentials } from './support/deploy-sign-in.ts';
import { password } from './support/password.ts';
import { adminHeading, signIn, userPoolClient } from './support/people.ts';
import { signInMissing, useSignIn } from './support/use-sign-in.ts';

const email = 'katherine@acme.com';
const added = `add ${email} --environment production --organization acme --name 'Katherine Johnson'`;

describe.skipIf(signInMissing)(`the admins command${signInMissing ? ` (${signInMissing})` : ''}`, () => {
  const cognito = useSignIn();
  const admins = (options: string) =>
    shell({
      HOME: '/nowhere',
      AWS_ENDPOINT_URL: cognito.emulator.endpoint,
      AWS_ACCESS_KEY_ID: emulatorCredentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: emulatorCredentials.secretAccessKey,
    })([`npm run -s admins -- ${options}`]);
  const user = () => ({ UserPoolId: cognito.signIn.userPoolId, Username: email });

  it('creates an admin who can sign in once they have chosen a password', async () => {
    const { exitCode, output } = await admins(added);
    expect([exitCode, output]).toEqual([0, `Created ${email}, admin of acme. They get an email.\n`]);
    const userPool = userPoolClient(cognito);
    const { UserStatus, UserAttributes = [] } = await userPool.send(new AdminGetUserCommand(user()));
    expect(UserStatus).toBe('FORCE_CHANGE_PASSWORD');
    expect(Object.fromEntries(UserAttributes.map(({ Name, Value }) => [Name, Value]))).toMatchObject({
      email,
      email_verified: 'true',
      name: 'Katherine Johnson',
      'custom:organization': 'acme',
      'custom:role': 'admin',
    });
    await userPool.send(new AdminSetUserPasswordCommand({ ...user(), Password: password, Permanent: true }));
    await signIn(cognito.page, { email });
    await adminHeading(cognito.page).waitFor();
    await cognito.page.getByRole('button', { name: 'Katherine Johnson' }).waitFor();
  });

  it('refuses an address that has a user', async () => {
    const { exitCode, output } = await admins(added);
    expect(exitCode).toBe(1);
    expect(output).toContain('UsernameExistsException');
  });

  it('removes an admin, whose open page gets no new credentials', async () => {
    const { page } = cognito;
    cognito.credentialsLifetimeSeconds = 200;
    await signIn(page, { email });
    await page.getByText('No secrets').waitFor();
    const { exitCode, output } = await admins(`remove ${email} --environment production`);
    expect([exitCode, output]).toEqual([
      0,
      `Removed ${email}. Credentials from before end within an hour.\n`,
    ]);
    await page.getByRole('tab', { name: 'Settings' }).click();
    await page.getByText('Your session has ended').waitFor();
    expect((await admins(`remove ${email} --environment production`)).exitCode).toBe(1);
  });

  it.each([
    ['add', 'Nothing is not an email address'],
    [
      `add ${email} --environment production --organization Acme --name Ada`,
      '--organization <id> is required',
    ],
    [`${added} --role owner`, '--role is one of admin, viewer'],
    [`add ${email} --organization acme --name Ada`, '--environment <name> is required'],
    [`remove ${email} --environment nowhere`, 'There is no environment "nowhere"'],
    [`remove ${email} --force`, "Unknown option '--force'"],
  ])('says what is wrong with: %s', async (options, reason) => {
    const { exitCode, output } = await admins(options);
    expect(exitCode).toBe(2);
    expect(output).toContain(reason);
  });
});
