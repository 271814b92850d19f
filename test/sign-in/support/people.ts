import {
  AdminCreateUserCommand,
  AdminSetUserPasswordCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import type { Page } from 'playwright-core';
import { emulatorCredentials } from './deploy-sign-in.ts';
import { password } from './password.ts';
import { pageOrigin, production } from './production.ts';
import type { SignInFixture } from './use-sign-in.ts';

export type Person = { email: string; name: string; organization?: string; role?: string };

export const ada: Person = {
  email: 'ada@acme.com',
  name: 'Ada Lovelace',
  organization: 'acme',
  role: 'admin',
};

export const userPoolClient = ({ emulator }: SignInFixture) =>
  new CognitoIdentityProviderClient({
    endpoint: emulator.endpoint,
    region: production.region,
    credentials: emulatorCredentials,
  });

/** Creates a user who has already chosen a password. */
export async function createPerson(fixture: SignInFixture, { email, name, organization, role }: Person) {
  const userPool = userPoolClient(fixture);
  const UserPoolId = fixture.signIn.userPoolId;
  const attributes = { email, name, 'custom:organization': organization, 'custom:role': role };
  await userPool.send(
    new AdminCreateUserCommand({
      UserPoolId,
      Username: email,
      MessageAction: 'SUPPRESS',
      UserAttributes: Object.entries(attributes).flatMap(([Name, Value]) =>
        Value === undefined ? [] : [{ Name, Value }],
      ),
    }),
  );
  await userPool.send(
    new AdminSetUserPasswordCommand({ UserPoolId, Username: email, Password: password, Permanent: true }),
  );
}

/** Opens the page and signs in at Cognito's page. */
export async function signIn(page: Page, { email }: Pick<Person, 'email'>, hash = ''): Promise<void> {
  await page.goto(`${pageOrigin}/${hash}`);
  await page.getByRole('button', { name: 'Sign in' }).click();
  await enterPassword(page, email);
}

/** Signs in at Cognito's page, which is open. */
export async function enterPassword(page: Page, email: string): Promise<void> {
  await page.getByLabel('Username').fill(email);
  await page.getByRole('button', { name: 'Next' }).click();
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button').first().click();
}

export const adminHeading = (page: Page) => page.getByRole('heading', { level: 1, name: 'Embed admin' });
