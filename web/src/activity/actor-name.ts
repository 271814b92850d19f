/**
 * The person or program that an actor is: the name of the session of an assumed role, or of an IAM user, with the role.
 * Anything else, such as an e-mail address, is shown as it is.
 */
export function actorName(actor: string): { name: string; role: string | undefined } {
  const [, kind, role, session] =
    /^arn:aws[\w-]*:(?:sts|iam)::\d*:([\w-]+)\/([^/]+)(?:\/(.+))?$/.exec(actor) ?? [];
  if (kind === 'assumed-role' && role !== undefined && session !== undefined) return { name: session, role };
  if (kind === 'user' && role !== undefined) return { name: session ?? role, role: 'IAM user' };
  return { name: actor, role: undefined };
}
