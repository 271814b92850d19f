import type { Item, PrimaryKey } from '../dynamodb.ts';
import type { AcceptV0 } from '../embed-url/verify-v0-login-url.ts';
import type { KeyMap, SecretLifecycle } from '../secrets/secret-lifecycle.ts';

/** Everything that verification needs to know about an organization: one item of `EmbedSecrets`. */
export type Organization = {
  embedEnabled: boolean;
  settings: OrganizationSettings;
  /** Secret id → the secret without its key. At most {@link maxSecrets}. */
  secrets: Readonly<Record<string, SecretItem>>;
  /** Secret id → what admins decided about it since. Top-level, so that IAM keeps it from rename-secret. */
  lifecycle: Readonly<Record<string, SecretLifecycle>>;
  /** ISO time. Only sessions created after it are valid. */
  sessionsValidFrom: string;
} & KeyMaps;

/**
 * Secret id → secret key; each key is in one of the maps. They are top-level, so that IAM can show a function
 * `secrets` and not them.
 */
export type KeyMaps = Record<KeyMap, Readonly<Record<string, string>>>;

/** An organization without its keys, and the deletions that don't have items of their own yet. */
export type OrganizationWithoutKeys = Omit<Organization, KeyMap> & {
  deletions: Readonly<Record<string, DeletionItem>>;
};

/** What an organization has set, and the defaults that are the same everywhere. */
export type OrganizationSettings = {
  /** 1 to 576. Absent: the environment's default, from the configuration of API and edge. */
  sessionLengthHours?: number;
  /** The origins that may frame the application, for its `Content-Security-Policy`. */
  frameAncestors: readonly string[];
  /** Absent: v0 URLs are refused. */
  acceptV0?: AcceptV0;
  /** What redeem URLs may have besides `prefersDark` and `theme`: one of these sets. Absent: nothing. */
  redeemParameterSets?: readonly (readonly string[])[];
  /** The names of the organization's own claims. Absent: none. */
  customClaims?: readonly string[];
  /** Whether a login URL with a claim that is neither known nor its own is refused. Absent: it isn't. */
  strictClaims?: boolean;
};

export type SecretItem = {
  /** 1 to 100 characters. */
  name: string;
  /** The last 4 characters of the key. */
  keyHint: string;
  createdAt: string;
  createdBy: string;
  renamedAt?: string;
};

/** The record of a deleted secret: in the organization's item until it has an item of its own. */
export type DeletionItem = { name: string; deletedAt: string; deletedBy: string };

export const maxSecrets = 50;

export const organizationPrimaryKey = (organizationId: string): PrimaryKey => ({
  partitionKey: `ORG#${organizationId}`,
  sortKey: 'ORG',
});

/** Converts an item to an organization. */
export const toOrganization = (item: Item): Organization =>
  ({
    embedEnabled: item.embedEnabled === true,
    settings: { frameAncestors: [], ...(item.settings as Partial<OrganizationSettings>) },
    secrets: item.secrets ?? {},
    lifecycle: item.lifecycle ?? {},
    keys: item.keys ?? {},
    disabledKeys: item.disabledKeys ?? {},
    retiredKeys: item.retiredKeys ?? {},
    sessionsValidFrom: item.sessionsValidFrom,
  }) as Organization;
