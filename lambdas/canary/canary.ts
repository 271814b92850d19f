import { writeLog } from '../../shared/log.ts';
import { apiClient } from '../../smoke/api-client.ts';
import { edgeClient } from '../../smoke/edge-client.ts';
import { stepRunner } from '../../smoke/step.ts';
import { checkRevocation } from './check-revocation.ts';

/**
 * The canary, which EventBridge invokes every five minutes. A step that fails is logged with its name, and fails the
 * invocation: Lambda's `Errors` metric counts it.
 */
export const handler = async (): Promise<void> => {
  const step = stepRunner(({ name, durationMs, error }) => {
    const event = error === undefined ? 'canary_step_succeeded' : 'canary_step_failed';
    writeLog({ event, step: name, durationMs, ...(error === undefined ? {} : { error: String(error) }) });
  });
  await checkRevocation({
    api: apiClient({
      apiUrl: variable('EMBED_API_URL'),
      region: variable('AWS_REGION'),
      credentials: {
        accessKeyId: variable('AWS_ACCESS_KEY_ID'),
        secretAccessKey: variable('AWS_SECRET_ACCESS_KEY'),
        sessionToken: variable('AWS_SESSION_TOKEN'),
      },
    }),
    edge: edgeClient(),
    step,
    embedDomain: variable('EMBED_DOMAIN'),
  });
};

function variable(name: string): string {
  const value = process.env[name];
  if (!value) throw new TypeError(`${name} is not set`);
  return value;
}
