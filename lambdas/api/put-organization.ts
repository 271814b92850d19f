import * as v from 'valibot';
import { putOrganization } from '../../shared/organizations/put-organization.ts';
import { lambdaDependencies } from './dependencies.ts';
import { apiHandler, type Dependencies } from './http/api-handler.ts';

/** 200: makes the organization, or turns Embed on or off in it; keeps all else. */
export const putOrganizationHandler = (dependencies: Dependencies) =>
  apiHandler(
    {
      id: 'put-organization',
      body: v.strictObject({ embedEnabled: v.boolean('must be true or false') }),
      run: async ({ organizationId, body: { embedEnabled }, actor, now, requestId }, { dynamodb, log }) => {
        await putOrganization(dynamodb, organizationId, { embedEnabled, now });
        log({ event: 'organization_put', organizationId, embedEnabled, actor, requestId });
        return { status: 200, body: { organizationId, embedEnabled } };
      },
    },
    dependencies,
  );

export const handler = putOrganizationHandler(lambdaDependencies);
