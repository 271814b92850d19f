/** The records in the API's responses, as types only: importing them loads no schema. Times are ISO 8601 in UTC. */
export type { Inspection } from '../inspect/inspection.ts';
export type { EventPage, EventRecord } from './events.ts';
export type { OrganizationRecord } from './organizations.ts';
export type {
  CreatedSecret,
  ListedSecret,
  RevealedSecret,
  SecretDeletion,
  SecretDetails,
  SecretRecord,
} from './secrets.ts';
export type { CreatedSession, SessionPage, SessionRecord } from './sessions.ts';
export type { SettingsRecord } from './settings.ts';
export type { GeneratedUrl } from './urls.ts';
