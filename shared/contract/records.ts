/** The records in the API's responses. Times are ISO 8601 in UTC. */

export type SecretRecord = {
  id: string;
  name: string;
  /** `esk_…` and the last 4 characters of the key. */
  maskedKey: string;
  createdAt: string;
  createdBy: string;
  renamedAt?: string;
};

/** The response to create-secret: the only record of a secret that holds its key. */
export type CreatedSecret = SecretRecord & { secretKey: string };

export type RevealedSecret = { id: string; secretKey: string };

export type SecretDeletion = { id: string; name: string; deletedAt: string; deletedBy: string };

/** The response to create-session. */
export type CreatedSession = { sessionId: string; expiresAt: string };

export type SessionRecord = {
  id: string;
  externalId: string;
  name: string;
  secretId: string;
  createdAt: string;
  expiresAt: string;
};

/** A list. `nextCursor` is absent on the last page. */
export type Page<Entry> = { records: readonly Entry[]; nextCursor?: string };

export type GeneratedUrl = { url: string; expiresAt: string };

export type SettingsRecord = {
  sessionLengthHours: number;
  frameAncestors: readonly string[];
  /** `null`: v0 URLs are refused. */
  acceptV0: { until: string; parameterSets: readonly (readonly string[])[] } | null;
  /** The days of the last 30 on which v0 URLs created sessions, newest first. */
  v0Logins: readonly { date: string; count: number }[];
};

export type OrganizationRecord = { organizationId: string; embedEnabled: boolean };

export type HostRecord = { host: string; organizationId: string };

export type EnvironmentKeyRecord = { keyId: string; activeAt: string };

export type { Inspection } from '../inspect/inspection.ts';
export type { InspectReason } from './refusals.ts';
