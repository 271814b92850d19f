import {
  AdminGetUserCommand,
  CognitoIdentityProviderClient,
} from '@aws-sdk/client-cognito-identity-provider';
import type { Clock } from '../../shared/clock.ts';
import type { EmailOf } from './http/actor.ts';

/** How long a change waits for the email address of its actor. */
const halfASecond = () => AbortSignal.timeout(500);

const rememberedMs = 5 * 60_000;
const rememberedMax = 1_000;

/** The email addresses of Cognito's users, each remembered for five minutes. */
export function cognitoEmails(
  clock: Clock,
  client = new CognitoIdentityProviderClient(),
  deadline: () => AbortSignal = halfASecond,
): EmailOf {
  const remembered = new Map<string, { email: string; until: number }>();
  return async ({ userPoolId, subject }) => {
    const user = `${userPoolId} ${subject}`;
    const known = remembered.get(user);
    if (known !== undefined && clock() < known.until) return known.email;
    const email = await lookUp(client, { UserPoolId: userPoolId, Username: subject }, deadline());
    if (email === undefined) return undefined;
    if (remembered.size >= rememberedMax) remembered.clear();
    remembered.set(user, { email, until: clock() + rememberedMs });
    return email;
  };
}

async function lookUp(
  client: CognitoIdentityProviderClient,
  user: { UserPoolId: string; Username: string },
  abortSignal: AbortSignal,
): Promise<string | undefined> {
  try {
    const { UserAttributes = [] } = await client.send(new AdminGetUserCommand(user), { abortSignal });
    return UserAttributes.find(({ Name }) => Name === 'email')?.Value;
  } catch {
    return undefined;
  }
}
