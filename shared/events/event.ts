import type { EventType } from '../contract/events.ts';
import type { PrimaryKey, TableAccess } from '../dynamodb.ts';

/** An event as it is written before the change. */
export type NewEvent = {
  /** A ULID of this request alone. */
  id: string;
  at: string;
  type: EventType;
  actor: string;
  requestId: string;
  secretId?: string;
  secretName?: string;
};

/** What is known once the change was made. */
export type EventResult = {
  secretId?: string;
  secretName?: string;
  details?: Readonly<Record<string, string | number | boolean>>;
};

/** An item of `EmbedEvents`. Without an outcome it is open: its change is being made, or its function stopped. */
export type EventItem = NewEvent & EventResult & { outcome?: 'succeeded' | 'retracted' };

export const eventPrimaryKey = (
  organizationId: string,
  eventId: string,
): PrimaryKey & { sortKey: string } => ({
  partitionKey: `EVENT#${organizationId}`,
  sortKey: eventId,
});

/** No function may delete an event; the conditions of the writes protect a confirmed one. */
export const writeEventAccess: readonly TableAccess[] = [
  { table: 'EmbedEvents', action: 'UpdateItem', partition: 'EVENT#' },
];
