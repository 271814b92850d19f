import * as v from 'valibot';
import { renameSecret } from '../../shared/secrets/rename-secret.ts';
import { secretNameSchema } from '../../shared/secrets/secret-name.ts';
import { lambdaDependencies } from './dependencies.ts';
import { apiHandler, type Dependencies } from './http/api-handler.ts';
import { changeRefused } from './http/change-refused.ts';
import { secretRecord } from './http/secret-record.ts';

const keyIsFixed = "cannot be changed: a secret's key stays as it is; create a new secret";

/** 200: the secret with its new name; its key stays. */
export const renameSecretHandler = (dependencies: Dependencies) =>
  apiHandler(
    {
      id: 'rename-secret',
      body: v.strictObject({ name: secretNameSchema, secretKey: v.optional(v.never(keyIsFixed)) }),
      run: async ({ organizationId, secretId, body, actor, now, requestId }, { dynamodb, log }) => {
        const renamed = await renameSecret(dynamodb, organizationId, { secretId, name: body.name, now });
        if (!renamed.ok) throw changeRefused(renamed.reason);
        log({ event: 'secret_renamed', organizationId, secretId, actor, requestId });
        return { status: 200, body: secretRecord(renamed.secret) };
      },
    },
    dependencies,
  );

export const handler = renameSecretHandler(lambdaDependencies);
