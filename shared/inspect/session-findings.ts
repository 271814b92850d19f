import type { UrlFormat } from '../embed-url/url-format.ts';
import type { OrganizationWithoutKeys } from '../organizations/organization.ts';
import type { Deletion } from '../secrets/deletion.ts';
import { redeemRefusal } from '../sessions/redeem-refusal.ts';
import type { Session, StoredSession } from '../sessions/session.ts';
import { duration } from './duration.ts';
import { type Finding, finding } from './inspection.ts';

const quoted = ({ name, deletedAt }: Deletion): string => `“${name}”, deleted on ${deletedAt}`;

/** Explains a URL that no active secret signed, if its nonce has started a session before. */
export function usedBeforeFinding(
  claims: object | undefined,
  { session, deletion }: { session: Session | undefined; deletion: Deletion | undefined },
): Finding | undefined {
  if (session === undefined) return undefined;
  // An erased session has no claims to compare with.
  const comparable = claims !== undefined && session.claims.externalId !== undefined;
  const changed = comparable ? differences(claims, session.claims) : [];
  if (changed.length > 0) {
    return finding(
      'changed_after_signing',
      `${changed.join(', ')} changed after signing: a URL with this nonce was opened on ${session.createdAt} with another value.`,
    );
  }
  if (deletion === undefined) return undefined;
  return finding(
    'deleted_secret',
    `The URL was signed with the secret ${quoted(deletion)}. It was used on ${session.createdAt}. Sign with an active secret.`,
  );
}

/** The members whose values in the URL differ from those in its session. */
const differences = (sent: object, used: object): string[] => {
  const [one, other] = [new Map(Object.entries(sent)), new Map(Object.entries(used))];
  return [...new Set([...one.keys(), ...other.keys()])].filter(
    (name) => JSON.stringify(one.get(name)) !== JSON.stringify(other.get(name)),
  );
};

/** Explains a URL that no active secret signed, if nothing more is known. */
export function unknownSigner(lastDeletions: readonly Deletion[]): Finding {
  const deleted = lastDeletions.map(quoted).join('; ');
  return finding(
    'signature_mismatch',
    'No active secret of this organization signed it: a parameter was changed after signing, or it was signed with a secret that isn’t active here.' +
      (deleted === '' ? '' : ` Deleted last: ${deleted}.`),
  );
}

/** Why a correctly signed URL can't start or redeem its session; `undefined` if it can. */
export function sessionFinding(
  session: StoredSession | undefined,
  {
    format,
    organization: { sessionsValidFrom },
    now,
  }: { format: UrlFormat; organization: OrganizationWithoutKeys; now: number },
): Finding | undefined {
  if (format !== 'redeem') return session && alreadyUsed(session.createdAt);
  const reason = redeemRefusal(session, { sessionsValidFrom, now });
  if (reason === undefined) return undefined;
  return session === undefined || reason === 'unknown_session'
    ? finding(
        'unknown_session',
        'The organization has no session with this sessionId, or it expired more than a day ago.',
      )
    : redeemFinding(reason, session, now);
}

function redeemFinding(
  reason: Exclude<ReturnType<typeof redeemRefusal>, undefined | 'unknown_session'>,
  session: StoredSession,
  now: number,
): Finding {
  switch (reason) {
    case 'already_used':
      return alreadyUsed((session.state !== 'pending' && session.redeemedAt) || session.createdAt);
    case 'session_ended':
      return finding('session_ended', 'An admin ended the session.');
    case 'session_expired': {
      const ago = duration(now - Date.parse(session.expiresAt));
      return finding(
        'session_expired',
        `The session could be redeemed until ${session.expiresAt}, 5 minutes after it was created: ${ago} ago.`,
      );
    }
    case 'sessions_ended':
      return finding(
        'sessions_ended',
        'All sessions of the organization were ended after this one was created.',
      );
  }
}

const alreadyUsed = (time: string): Finding =>
  finding('already_used', `The URL was used on ${time}. It opens once: sign a new one for each view.`);
