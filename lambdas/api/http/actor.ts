import type { Log } from '../../../shared/log.ts';
import type { Caller, CognitoUser } from './event.ts';

/** Looks up the email address of a user. `undefined` if it isn't known, or not in time. */
export type EmailOf = (user: CognitoUser) => Promise<string | undefined>;

/**
 * Who did it, for the audit trail and for records: a person by their email address, which only an operator sets; else
 * what IAM calls the caller. A change never fails because the address isn't known.
 */
export async function actorOf(
  { id, user }: Caller,
  { emailOf, log }: { emailOf: EmailOf; log: Log },
  requestId: string,
): Promise<string> {
  if (user === undefined) return id;
  const email = await emailOf(user);
  if (email === undefined) log({ event: 'actor_email_unknown', actor: id, requestId });
  return email ?? id;
}
