import * as v from 'valibot';
import { secretNameSchema } from '../../shared/secrets/secret-name.ts';
import { rename } from '../../shared/secrets/store.ts';
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
      run: async ({ organizationId, secretId, body, by, now, requestId }, { dynamodb, log }) => {
        const renamed = await rename(dynamodb, organizationId, { secretId, name: body.name, now });
        if (!renamed.ok) throw changeRefused(renamed.reason);
        log({ event: 'secret_renamed', organizationId, secretId, by, requestId });
        return { status: 200, body: secretRecord(renamed.secret) };
      },
    },
    dependencies,
  );

export const handler = renameSecretHandler(lambdaDependencies);
