import { readSecretKey } from '../../shared/secrets/read-secret-key.ts';
import { lambdaDependencies } from './dependencies.ts';
import { apiHandler, type Dependencies } from './http/api-handler.ts';
import { changeRefused } from './http/change-refused.ts';

/** 200: the key of a secret. The log says who saw it. */
export const revealSecretHandler = (dependencies: Dependencies) =>
  apiHandler(
    {
      id: 'reveal-secret',
      run: async ({ organizationId, secretId, actor, requestId }, { dynamodb, log }) => {
        const secretKey = await readSecretKey(dynamodb, organizationId, secretId);
        if (secretKey === undefined) throw changeRefused('unknown_secret');
        log({ event: 'secret_revealed', organizationId, secretId, actor, requestId });
        return { status: 200, body: { id: secretId, secretKey } };
      },
    },
    dependencies,
  );

export const handler = revealSecretHandler(lambdaDependencies);
