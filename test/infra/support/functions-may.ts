import type { MayDo } from './table-cells.ts';

const organizationWithoutKeys =
  'partitionKey sortKey embedEnabled settings secrets lifecycle deletions sessionsValidFrom deletionStartedAt';
const changeLifecycle = 'partitionKey sortKey embedEnabled secrets lifecycle';
const readKeys = 'EmbedSecrets GetItem ORG#: partitionKey sortKey keys disabledKeys retiredKeys';
const writeEvent = 'EmbedEvents UpdateItem EVENT#';
const claimIdempotencyKey = ['EmbedSessions UpdateItem IDEMPOTENCY#', 'EmbedSessions GetItem IDEMPOTENCY#'];
const readOrganization = `EmbedSecrets GetItem ORG#: ${organizationWithoutKeys}`;

/**
 * What each function may do: `<table> <action> <partition>`, and after a colon the attributes where it may not
 * have the whole item; `!` after the action where the response may hold nothing. A function that is missing here fails the
 * first test of functions.test.ts: decide what it may do, and add it.
 */
export const functionsMay: Record<string, MayDo> = {
  'list-secrets': [readOrganization, 'EmbedSessions BatchGetItem USAGE#'],
  'create-secret': [
    readOrganization,
    'EmbedSecrets UpdateItem ORG#: partitionKey sortKey embedEnabled secrets lifecycle keys',
    // To return what a repeated request created before.
    readKeys,
    'EmbedSecrets GetItem DELETED#',
    ...claimIdempotencyKey,
    writeEvent,
  ],
  'reveal-secret': [readOrganization, readKeys, writeEvent],
  'rename-secret': [
    readOrganization,
    'EmbedSecrets UpdateItem ORG#: partitionKey sortKey embedEnabled secrets',
    writeEvent,
  ],
  'delete-secret': [
    readOrganization,
    'EmbedSecrets UpdateItem ORG#: partitionKey sortKey embedEnabled secrets lifecycle keys disabledKeys retiredKeys deletions',
    'EmbedSecrets UpdateItem DELETED#',
    'EmbedSecrets GetItem DELETED#',
    writeEvent,
  ],
  'create-session': [
    readOrganization,
    'EmbedSessions UpdateItem SESSION#',
    'EmbedSessions GetItem SESSION#',
    'EmbedSessions UpdateItem CLAIMS#',
    ...claimIdempotencyKey,
  ],
  'get-secret': [
    readOrganization,
    'EmbedSessions/byOrganization Query *',
    'EmbedSessions BatchGetItem USAGE#',
  ],
  // Moves keys within the item: its response may hold nothing of them.
  'rotate-secret': [
    readOrganization,
    `EmbedSecrets UpdateItem! ORG#: ${changeLifecycle} keys disabledKeys retiredKeys`,
    readKeys,
    'EmbedSecrets GetItem DELETED#',
    ...claimIdempotencyKey,
    writeEvent,
  ],
  'schedule-retirement': [readOrganization, `EmbedSecrets UpdateItem ORG#: ${changeLifecycle}`, writeEvent],
  'cancel-retirement': [readOrganization, `EmbedSecrets UpdateItem ORG#: ${changeLifecycle}`, writeEvent],
  'disable-secret': [
    readOrganization,
    `EmbedSecrets UpdateItem! ORG#: ${changeLifecycle} keys disabledKeys`,
    writeEvent,
  ],
  'enable-secret': [
    readOrganization,
    `EmbedSecrets UpdateItem! ORG#: ${changeLifecycle} keys disabledKeys`,
    writeEvent,
  ],
  'limit-secret': [readOrganization, `EmbedSecrets UpdateItem ORG#: ${changeLifecycle}`, writeEvent],
  // No key: what verifies the viewer's cookie is the edge's alone.
  'get-session-claims': [
    readOrganization,
    'EmbedSessions GetItem SESSION#',
    'EmbedSessions GetItem CLAIMS#',
    writeEvent,
  ],
  'list-sessions': [readOrganization, 'EmbedSessions/byOrganization Query *'],
  'get-session': [readOrganization, 'EmbedSessions GetItem SESSION#'],
  'end-session': [readOrganization, 'EmbedSessions UpdateItem SESSION#: partitionKey state', writeEvent],
  'list-events': [readOrganization, 'EmbedEvents Query EVENT#'],
  'end-all-sessions': [
    readOrganization,
    'EmbedSecrets UpdateItem ORG#: partitionKey sortKey sessionsValidFrom',
    'EmbedSessions/byOrganization Query *',
    'EmbedSessions UpdateItem SESSION#: partitionKey state',
    writeEvent,
  ],
  // It can remove a session's claims, but not read or add any.
  'erase-viewer': [
    readOrganization,
    'EmbedSecrets Query DELETED#',
    'EmbedSessions/byOrganization Query *',
    'EmbedSessions UpdateItem SESSION#: partitionKey state claims claimsBytes claimsSha256 excerpt overrides contentPath externalId name',
    'EmbedSessions DeleteItem CLAIMS#',
    'EmbedSessions DeleteItem RECENT#',
    writeEvent,
  ],
  'generate-url': [readOrganization, 'EmbedSecrets GetItem HOST#', readKeys],
  'inspect-url': [
    readOrganization,
    readKeys,
    'EmbedSecrets GetItem HOST#',
    'EmbedSessions GetItem SESSION#',
    'EmbedSecrets GetItem DELETED#',
    'EmbedSecrets Query DELETED#',
  ],
  'get-settings': [readOrganization, 'EmbedSessions BatchGetItem V0#'],
  'update-settings': [
    readOrganization,
    'EmbedSecrets UpdateItem ORG#: partitionKey sortKey embedEnabled settings',
    'EmbedSessions BatchGetItem V0#',
    writeEvent,
  ],
  'list-organizations': ['EmbedSecrets/directory Query ORG'],
  'get-organization': [
    'EmbedSecrets GetItem ORG#: partitionKey sortKey embedEnabled deletionStartedAt deletedAt',
  ],
  'put-organization': [
    readOrganization,
    'EmbedSecrets GetItem ORG#: partitionKey sortKey embedEnabled sessionsValidFrom deletionStartedAt deletedAt',
    `EmbedSecrets UpdateItem ORG#: ${organizationWithoutKeys} deletedAt keys disabledKeys retiredKeys`,
    'EmbedSecrets UpdateItem DELETED#',
    writeEvent,
  ],
  // It removes keys, and its responses hold nothing of them.
  'delete-organization': [
    'EmbedSecrets GetItem ORG#: partitionKey sortKey embedEnabled secrets deletions deletionStartedAt deletedAt',
    'EmbedSecrets UpdateItem! ORG#: partitionKey sortKey embedEnabled deletionStartedAt deletedAt keys disabledKeys retiredKeys settings secrets lifecycle deletions',
    'EmbedSecrets/directory Query HOST',
    'EmbedSecrets GetItem HOST#',
    'EmbedSecrets UpdateItem HOST#',
    'EmbedSecrets Query DELETED#',
    'EmbedSecrets DeleteItem DELETED#',
    'EmbedSessions/byOrganization Query *',
    'EmbedSessions DeleteItem SESSION#',
    'EmbedSessions DeleteItem CLAIMS#',
    'EmbedSessions DeleteItem USAGE#',
    'EmbedSessions DeleteItem RECENT#',
    'EmbedSessions DeleteItem V0#',
    writeEvent,
  ],
  'list-hosts': ['EmbedSecrets/directory Query HOST'],
  'put-host': [readOrganization, 'EmbedSecrets GetItem HOST#', 'EmbedSecrets UpdateItem HOST#'],
  'delete-host': ['EmbedSecrets GetItem HOST#', 'EmbedSecrets UpdateItem HOST#'],
  'rotate-environment-keys': [
    'EmbedSecrets GetItem ENVIRONMENT',
    'EmbedSecrets PutItem ENVIRONMENT',
    'EmbedSecrets UpdateItem ENVIRONMENT',
  ],
  // The verifier at the edge: it reads everything that it verifies with, and starts sessions.
  'viewer-request': [
    'EmbedSecrets GetItem ORG#',
    'EmbedSecrets GetItem HOST#',
    'EmbedSecrets GetItem ENVIRONMENT',
    'EmbedSecrets BatchGetItem ORG#',
    'EmbedSessions BatchGetItem SESSION#',
    'EmbedSessions GetItem SESSION#',
    'EmbedSessions UpdateItem SESSION#',
    'EmbedSessions UpdateItem V0#',
    'EmbedSessions UpdateItem USAGE#',
    'EmbedSessions UpdateItem RECENT#',
  ],
};
