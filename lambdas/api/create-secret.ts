import * as v from 'valibot';
import { createSecret } from '../../shared/secrets/create-secret.ts';
import { secretNameSchema } from '../../shared/secrets/secret-name.ts';
import { lambdaDependencies } from './dependencies.ts';
import { apiHandler, type Dependencies } from './http/api-handler.ts';
import { changeRefused } from './http/change-refused.ts';
import { secretRecord } from './http/secret-record.ts';

/** 201: the new secret, with its key. 409 `secret_limit` where the organization has 50. */
export const createSecretHandler = (dependencies: Dependencies) =>
  apiHandler(
    {
      id: 'create-secret',
      body: v.strictObject({ name: secretNameSchema }),
      run: async ({ organizationId, body, actor, now, requestId }, { dynamodb, log }) => {
        const created = await createSecret(dynamodb, organizationId, { name: body.name, actor, now });
        if (!created.ok) throw changeRefused(created.reason);
        const { secret, secretKey } = created;
        log({ event: 'secret_created', organizationId, secretId: secret.id, actor, requestId });
        return { status: 201, body: { ...secretRecord(secret), secretKey } };
      },
    },
    dependencies,
  );

export const handler = createSecretHandler(lambdaDependencies);
