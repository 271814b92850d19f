import { listEvents } from '../../shared/events/list-events.ts';
import { defineEmbedOperation } from './http/define-operation.ts';

/** 200: the organization's audit trail, newest first. */
export default defineEmbedOperation('list-events', async ({ organizationId, query }, { dynamodb }) => {
  const { events: records, nextCursor } = await listEvents(dynamodb, organizationId, query);
  return nextCursor === undefined ? { records } : { records, nextCursor };
});
