import { newestFirst } from '../../shared/secrets/secret.ts';
import { lambdaDependencies } from './dependencies.ts';
import { apiHandler, type Dependencies } from './http/api-handler.ts';
import { secretRecord } from './http/secret-record.ts';

/** 200: the organization's secrets, newest first, with their keys masked. */
export const listSecretsHandler = (dependencies: Dependencies) =>
  apiHandler(
    {
      id: 'list-secrets',
      run: async (_input, _dependencies, organization) => ({
        status: 200,
        body: { records: newestFirst(organization.secrets).map(secretRecord) },
      }),
    },
    dependencies,
  );

export const handler = listSecretsHandler(lambdaDependencies);
