import { listHosts } from '../../shared/hosts/list-hosts.ts';
import { defineOperation } from './http/define-operation.ts';

/** 200: the custom hosts of all organizations or of one, by name. */
export default defineOperation('list-hosts', async ({ query }, { dynamodb }) => {
  const { hosts: records, ...page } = await listHosts(dynamodb, query);
  return { records, ...page };
});
