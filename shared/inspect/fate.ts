import type { OrganizationWithoutKeys } from '../organizations/store.ts';
import type { Deletion } from '../secrets/store.ts';
import type { Session, StoredSession } from '../sessions/session.ts';
import { duration, type Finding, finding, type UrlFormat } from './inspection.ts';

const quoted = ({ name, deletedAt }: Deletion): string => `“${name}”, deleted on ${deletedAt}`;

/** Of a URL that no live secret signed, and whose nonce has made a session before. */
export function changedFinding(
  claims: object | undefined,
  { session, deletion }: { session: Session | undefined; deletion: Deletion | undefined },
): Finding | undefined {
  if (session === undefined) return undefined;
  const changed = claims === undefined ? [] : differences(claims, session.claims);
  if (changed.length > 0) {
    return finding(
      'changed_after_signing',
      `${changed.join(', ')} changed after signing: the URL of this nonce was opened on ${session.createdAt} with another value.`,
    );
  }
  if (deletion === undefined) return undefined;
  return finding(
    'deleted_secret',
    `The URL was signed with the secret ${quoted(deletion)}. It was used on ${session.createdAt}. Sign with a live secret.`,
  );
}

/** The members of which a URL says something else than its session does. */
const differences = (claims: object, known: object): string[] => {
  const sent = new Map(Object.entries(claims));
  return [...new Set([...sent.keys(), ...Object.keys(known)])].filter(
    (name) => JSON.stringify(sent.get(name)) !== JSON.stringify((known as Record<string, unknown>)[name]),
  );
};

/** Of a URL that no live secret signed, and of which nothing more is known. */
export function unknownSigner(lastDeletions: readonly Deletion[]): Finding {
  const deleted = lastDeletions.map(quoted).join('; ');
  return finding(
    'signature_mismatch',
    'No live secret of this organization signed it: a parameter was changed after signing, or it was signed with a secret that is not live here.' +
      (deleted === '' ? '' : ` Deleted last: ${deleted}.`),
  );
}

/** What stands in the way of a URL that is signed right: its session. */
export function sessionFinding(
  session: StoredSession | undefined,
  { format, organization, now }: { format: UrlFormat; organization: OrganizationWithoutKeys; now: number },
): Finding | undefined {
  if (format !== 'redeem') return session && used(session.createdAt);
  if (session === undefined) {
    return finding(
      'unknown_session',
      'The organization has no session with this sessionId, or it is over for a day.',
    );
  }
  if (session.state === 'active') return used(session.redeemedAt ?? session.createdAt);
  if (session.state === 'ended') return finding('session_ended', 'The session was ended by an admin.');
  const expires = Date.parse(session.expiresAt);
  if (now >= expires) {
    const ago = duration(now - expires);
    return finding(
      'session_expired',
      `The session could be redeemed until ${session.expiresAt}, 5 minutes after it was created: ${ago} ago.`,
    );
  }
  if (session.createdAt <= organization.sessionsValidFrom) {
    return finding(
      'sessions_ended',
      'All sessions of the organization were ended after this one was created.',
    );
  }
  return undefined;
}

const used = (time: string): Finding =>
  finding(
    'already_used',
    `The URL was already used, on ${time}: it opens once. Sign a new one for each view.`,
  );
