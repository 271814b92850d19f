/** What the API answers; times are ISO 8601 in UTC. */

export type Secret = {
  id: string;
  name: string;
  maskedKey: string;
  createdAt: string;
  createdBy: string;
  renamedAt?: string;
};

export type RevealedSecret = { id: string; secretKey: string };

export type SecretWithKey = Secret & { secretKey: string };

export type Deletion = { id: string; name: string; deletedAt: string; deletedBy: string };

export type Session = {
  id: string;
  externalId: string;
  name: string;
  secretId: string;
  createdAt: string;
  expiresAt: string;
};

export type SessionPage = { records: Session[]; nextCursor?: string };

export type ViewerClaims = {
  contentPath: string;
  externalId: string;
  name: string;
  [further: string]: unknown;
};

export type GeneratedUrl = { url: string; expiresAt: string };

export type Inspection = {
  opens: boolean;
  reason?: string;
  /** For a person. */
  explanation: string;
  secret?: { id: string; name: string; deletedAt?: string };
  claims?: Record<string, unknown>;
  format: 'v1' | 'v0' | 'redeem' | 'unknown';
};

export type Settings = {
  sessionLengthHours: number;
  frameAncestors: string[];
  acceptV0: { until: string; parameterSets: string[][] } | null;
  v0Logins?: { date: string; count: number }[];
};
