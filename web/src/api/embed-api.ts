import { AwsV4Signer } from 'aws4fetch';
import type { Credentials } from '../sign-in/signed-in.ts';
import { ApiFailure, parseFailure } from './api-failure.ts';
import type {
  Deletion,
  GeneratedUrl,
  Inspection,
  RevealedSecret,
  Secret,
  SecretWithKey,
  SessionPage,
  Settings,
  ViewerClaims,
} from './records.ts';

/** The operations that the page calls: their method and their path below `/organizations/{organizationId}/embed`. */
export const routes = {
  'list-secrets': ['GET', '/secrets'],
  'create-secret': ['POST', '/secrets'],
  'reveal-secret': ['POST', '/secrets/{secretId}/reveal'],
  'rename-secret': ['PATCH', '/secrets/{secretId}'],
  'delete-secret': ['DELETE', '/secrets/{secretId}'],
  'list-sessions': ['GET', '/sessions'],
  'end-session': ['DELETE', '/sessions/{sessionId}'],
  'end-all-sessions': ['DELETE', '/sessions'],
  'generate-url': ['POST', '/urls'],
  'inspect-url': ['POST', '/urls/inspect'],
  'get-settings': ['GET', '/settings'],
  'update-settings': ['PATCH', '/settings'],
} as const;

const timeoutMilliseconds = 20_000;

type Request = { parameters?: Record<string, string>; query?: Record<string, string>; body?: object };

export type EmbedApi = ReturnType<typeof embedApi>;

/**
 * The API for one organization. Calls are signed with Signature Version 4 and reject only with
 * {@link ApiFailure}.
 */
export function embedApi({
  apiUrl,
  region,
  organizationId,
  credentials,
}: {
  apiUrl: string;
  region: string;
  organizationId: string;
  credentials: () => Promise<Credentials>;
}) {
  const call = async <Result>(
    id: keyof typeof routes,
    { parameters = {}, query = {}, body }: Request = {},
  ): Promise<Result> => {
    const [method, route] = routes[id];
    const path = route.replace(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(parameters[name] ?? ''));
    const url = new URL(`${apiUrl}/organizations/${organizationId}/embed${path}`);
    url.search = new URLSearchParams(query).toString();
    const signed = await new AwsV4Signer({
      method,
      url: url.href,
      service: 'execute-api',
      region,
      ...(body === undefined
        ? {}
        : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
      ...(await credentials()),
    }).sign();
    try {
      const response = await fetch(signed.url, {
        method,
        headers: signed.headers,
        body: signed.body ?? null,
        cache: 'no-store',
        signal: AbortSignal.timeout(timeoutMilliseconds),
      });
      if (!response.ok) throw parseFailure(response.status, await response.text());
      return (response.status === 204 ? undefined : await response.json()) as Result;
    } catch (error) {
      throw error instanceof ApiFailure ? error : new ApiFailure('unreachable');
    }
  };

  return {
    listSecrets: async () => (await call<{ records: Secret[] }>('list-secrets')).records,
    createSecret: (name: string) => call<SecretWithKey>('create-secret', { body: { name } }),
    revealSecret: (secretId: string) => call<RevealedSecret>('reveal-secret', { parameters: { secretId } }),
    renameSecret: (secretId: string, name: string) =>
      call<Secret>('rename-secret', { parameters: { secretId }, body: { name } }),
    deleteSecret: (secretId: string) => call<Deletion>('delete-secret', { parameters: { secretId } }),
    listSessions: (query: { secretId?: string; cursor?: string }) =>
      call<SessionPage>('list-sessions', { query }),
    endSession: (sessionId: string) => call<void>('end-session', { parameters: { sessionId } }),
    endAllSessions: () => call<void>('end-all-sessions'),
    generateUrl: (body: ViewerClaims & { secretId?: string }) => call<GeneratedUrl>('generate-url', { body }),
    inspectUrl: (url: string) => call<Inspection>('inspect-url', { body: { url } }),
    getSettings: () => call<Settings>('get-settings'),
    updateSettings: (changes: Partial<Settings>) => call<Settings>('update-settings', { body: changes }),
  };
}
