import { listOrganizations } from '../../shared/organizations/list-organizations.ts';
import { defineOperation } from './http/define-operation.ts';

/** 200: all organizations, by ID. */
export default defineOperation('list-organizations', async ({ query }, { dynamodb }) => {
  const { organizations: records, ...page } = await listOrganizations(dynamodb, query);
  return { records, ...page };
});
