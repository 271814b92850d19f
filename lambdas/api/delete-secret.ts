import { deleteSecret } from '../../shared/secrets/delete-secret.ts';
import { lambdaDependencies } from './dependencies.ts';
import { apiHandler, type Dependencies } from './http/api-handler.ts';
import { changeRefused } from './http/change-refused.ts';

/** 200: the deletion; from then on nothing that the secret signed is accepted. Again: the same. */
export const deleteSecretHandler = (dependencies: Dependencies) =>
  apiHandler(
    {
      id: 'delete-secret',
      run: async ({ organizationId, secretId, actor, now, requestId }, { dynamodb, log }) => {
        const deleted = await deleteSecret(dynamodb, organizationId, { secretId, actor, now });
        if (!deleted.ok) throw changeRefused(deleted.reason);
        log({ event: 'secret_deleted', organizationId, secretId, actor, requestId });
        return { status: 200, body: deleted.deletion };
      },
    },
    dependencies,
  );

export const handler = deleteSecretHandler(lambdaDependencies);
