import type { OperationId } from '../shared/contract/operations.ts';

type Texts = { tag: string; summary: string; description: string };

/** What each operation does, for the reader of the document. */
export const operationTexts: Readonly<Record<OperationId, Texts>> = {
  'list-secrets': {
    tag: 'Secrets',
    summary: 'List secrets',
    description:
      'Returns all secrets of the organization, newest first, with their keys masked. An organization has at most 50, or 51 after a rotation without overlap, so the list has no pages.',
  },
  'create-secret': {
    tag: 'Secrets',
    summary: 'Create a secret',
    description:
      'Generates a key and returns it with the new secret. The organization can have 50 secrets. Limits restrict what the secret can sign; they can be changed later.',
  },
  'get-secret': {
    tag: 'Secrets',
    summary: 'Get a secret',
    description:
      'Returns a secret with its use in the last 30 days, and what deleting it would break. Never returns its key.',
  },
  'reveal-secret': {
    tag: 'Secrets',
    summary: 'Reveal a key',
    description: "Returns a secret's key. The audit trail records who revealed it.",
  },
  'rename-secret': {
    tag: 'Secrets',
    summary: 'Rename a secret',
    description:
      "Changes a secret's name. Its key can't be changed: create a new secret, or rotate this one.",
  },
  'delete-secret': {
    tag: 'Secrets',
    summary: 'Delete a secret',
    description:
      'Removes the key for good. Once the response has arrived, no URL and no session of this secret is accepted. Deleting it again returns the same response. Works while Embed is off.',
  },
  'rotate-secret': {
    tag: 'Secrets',
    summary: 'Rotate a secret',
    description:
      'Creates a successor with a new key. The old secret works until the overlap is over; with an overlap of 0 it is retired when the response arrives. The successor has the same limits unless the body has others.',
  },
  'schedule-retirement': {
    tag: 'Secrets',
    summary: 'Schedule retirement',
    description:
      'Sets the time, in the future, from which the secret is retired for good. Nothing has to run at that time.',
  },
  'cancel-retirement': {
    tag: 'Secrets',
    summary: 'Cancel retirement',
    description: 'Removes the scheduled retirement, as long as the secret is not retired.',
  },
  'disable-secret': {
    tag: 'Secrets',
    summary: 'Disable a secret',
    description:
      'Refuses the URLs and sessions of a secret until it is enabled, or for some minutes. A shorter disablement never ends a longer one.',
  },
  'enable-secret': {
    tag: 'Secrets',
    summary: 'Enable a secret',
    description: 'Ends a disablement. Sessions that have neither expired nor been ended work again.',
  },
  'limit-secret': {
    tag: 'Secrets',
    summary: 'Limit a secret',
    description:
      'Replaces the limits of a secret: the paths and hosts it can open and how long its URLs can be valid. An empty object removes all limits. Existing sessions are limited too.',
  },
  'create-session': {
    tag: 'Sessions',
    summary: 'Create a session (2-step SSO)',
    description:
      'Stores claims about a viewer, of up to 65,536 bytes. A redeem URL with the returned `sessionId` starts the session, once, within 5 minutes. Claims of your own are accepted if the setting `customClaims` lists them.',
  },
  'list-sessions': {
    tag: 'Sessions',
    summary: 'List sessions',
    description:
      'Returns the active or the pending sessions, newest first. The list can lag slightly behind. A page with fewer records than the limit need not be the last one: follow `nextCursor`.',
  },
  'get-session': {
    tag: 'Sessions',
    summary: 'Get a session',
    description:
      'Returns a session with its state, also after it has ended, for as long as it is stored. A session is `active` while its secret is disabled, because it works again afterwards.',
  },
  'get-session-claims': {
    tag: 'Sessions',
    summary: "Get a session's claims",
    description:
      'Returns the claims of an active session, for the embedded application: the identity only refers to claims of more than 4,096 bytes. `claims` has exactly the bytes whose SHA-256 the identity names. Responds with 404 to a session that the edge would refuse.',
  },
  'end-session': {
    tag: 'Sessions',
    summary: 'End a session',
    description: 'Ends a session immediately and for good.',
  },
  'end-all-sessions': {
    tag: 'Sessions',
    summary: 'End all sessions, or those of one viewer',
    description:
      'Ends all existing sessions of the organization, pending ones included, and responds with 204. With `externalId`, ends those of one viewer and responds with 200: if the organization has many sessions, repeat the request with `cursor` set to `nextCursor` until there is none. A session that started a moment ago can be missing; a URL that was signed but not opened can still start one.',
  },
  'erase-viewer': {
    tag: 'Viewers',
    summary: 'Erase a viewer',
    description:
      'Ends the sessions of one viewer and removes their external ID, name and claims from all stored sessions and from the recent uses of secrets. Repeat the request with `cursor` set to `nextCursor` until there is none. The audit trail records the SHA-256 of the external ID only. Stop signing URLs for the viewer first: an opened one stores them again.',
  },
  'generate-url': {
    tag: 'URLs',
    summary: 'Generate a login URL',
    description:
      "Signs a login URL with the named secret, or with the newest one that is active and whose limits allow the URL. The URL opens once. The host must be one of the organization's; its own host below the embed domain is the default. Claims of your own are accepted if the setting `customClaims` lists them.",
  },
  'inspect-url': {
    tag: 'URLs',
    summary: 'Inspect a URL',
    description:
      'Tells whether a URL would open now and, if not, the first reason. Neither uses the URL nor logs it.',
  },
  'list-events': {
    tag: 'Audit trail',
    summary: 'List events',
    description:
      'Returns the audit trail of the organization, newest first: every change, and each time a key was revealed. `from` and `to` limit it to a period, `secretId` and `actor` to the events of a secret or of a caller. A page with fewer records than the limit need not be the last one: follow `nextCursor`.',
  },
  'get-settings': {
    tag: 'Settings',
    summary: 'Get the settings',
    description: 'Returns all settings, with defaults for those that are not set.',
  },
  'update-settings': {
    tag: 'Settings',
    summary: 'Update settings',
    description:
      'Changes the settings in the body and keeps all others. Lists are replaced; `null` restores the default. `acceptV0.until` must be in the future and at most 366 days ahead.',
  },
  'list-organizations': {
    tag: 'Organizations',
    summary: 'List organizations',
    description:
      'Returns all organizations by ID. The list can lag slightly behind. A page with fewer records than the limit need not be the last one: follow `nextCursor`.',
  },
  'get-organization': {
    tag: 'Organizations',
    summary: 'Get an organization',
    description: 'Returns whether Embed is on for an organization.',
  },
  'put-organization': {
    tag: 'Organizations',
    summary: 'Create an organization, or turn Embed on or off',
    description:
      'Creates the organization if it does not exist. Turning Embed off ends all its sessions; `revokeSecrets` also removes all its keys for good.',
  },
  'delete-organization': {
    tag: 'Organizations',
    summary: 'Delete an organization',
    description:
      'Deletes an organization whose Embed is off: its keys first, then its sessions, usage and hosts, and last its settings. Hosts are held for 7 days, like every released host; the audit trail stays. Responds with `deletion_incomplete` if one request is not enough: repeat it until it returns 200. Deleting again returns the same, and removes what arrived late.',
  },
  'list-hosts': {
    tag: 'Hosts',
    summary: 'List custom hosts',
    description:
      'Returns the custom hosts of all organizations or of one, by name. Released hosts are not listed. The list can lag slightly behind. A page with fewer records than the limit need not be the last one: follow `nextCursor`.',
  },
  'put-host': {
    tag: 'Hosts',
    summary: 'Assign a custom host',
    description:
      'Assigns a host to an organization. It needs at least three labels, must be outside the embed domain, and is proven by a TXT record with the ID of the organization.',
  },
  'delete-host': { tag: 'Hosts', summary: 'Release a custom host', description: 'Releases a host.' },
  'rotate-environment-keys': {
    tag: 'Environment',
    summary: "Rotate the environment's keys",
    description:
      'Creates the first keys that sign identities and check cookies, or new ones beside the old ones. Never returns a key.',
  },
};
