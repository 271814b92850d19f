import { newestFirst } from '../../shared/secrets/secret.ts';
import { defineEmbedOperation } from './http/define-operation.ts';
import { secretRecord } from './http/secret-record.ts';

/** 200: the organization's secrets, newest first, with their keys masked. */
export default defineEmbedOperation('list-secrets', async ({ now }, { organization }) => ({
  records: newestFirst(organization).map((secret) => secretRecord(secret, now)),
}));
