import type {
  CreatedSecret,
  EventPage,
  GeneratedUrl,
  Inspection,
  ListedSecret,
  RevealedSecret,
  SecretDeletion,
  SecretDetails,
  SecretRecord,
  SessionPage,
  SettingsRecord,
} from '../../../shared/contract/records.ts';
import { type CallApi, type Caller, callApi } from './call-api.ts';
import type { ViewerClaims } from './viewer-claims.ts';

export type SecretLimits = NonNullable<SecretRecord['limits']>;

/** The settings that an admin can change. */
export type SettingsChanges = Partial<
  Omit<SettingsRecord, 'v0Logins' | 'redeemParameterSets'> & {
    redeemParameterSets: SettingsRecord['redeemParameterSets'] | null;
  }
>;

export type SessionState = 'active' | 'pending';

export type EmbedApi = ReturnType<typeof embedApi>;

/** The API for one organization. Calls reject only with `ApiFailure`. */
export function embedApi(caller: Caller) {
  const call: CallApi = callApi(caller);
  return {
    listSecrets: async () => (await call<{ records: readonly ListedSecret[] }>('list-secrets')).records,
    getSecret: (secretId: string) => call<SecretDetails>('get-secret', { parameters: { secretId } }),
    createSecret: (body: { name: string; limits?: SecretLimits }, idempotencyKey: string) =>
      call<CreatedSecret>('create-secret', { body, idempotencyKey }),
    rotateSecret: (
      secretId: string,
      body: { name: string; overlapHours: number; limits?: SecretLimits },
      idempotencyKey: string,
    ) => call<CreatedSecret>('rotate-secret', { parameters: { secretId }, body, idempotencyKey }),
    scheduleRetirement: (secretId: string, retiresAt: string) =>
      call<SecretRecord>('schedule-retirement', { parameters: { secretId }, body: { retiresAt } }),
    cancelRetirement: (secretId: string) =>
      call<SecretRecord>('cancel-retirement', { parameters: { secretId } }),
    revealSecret: (secretId: string) => call<RevealedSecret>('reveal-secret', { parameters: { secretId } }),
    renameSecret: (secretId: string, name: string) =>
      call<SecretRecord>('rename-secret', { parameters: { secretId }, body: { name } }),
    limitSecret: (secretId: string, body: SecretLimits) =>
      call<SecretRecord>('limit-secret', { parameters: { secretId }, body }),
    listEvents: (query: Record<string, string>) => call<EventPage>('list-events', { query }),
    disableSecret: (secretId: string, body: { minutes?: number }) =>
      call<SecretRecord>('disable-secret', { parameters: { secretId }, body }),
    enableSecret: (secretId: string) => call<SecretRecord>('enable-secret', { parameters: { secretId } }),
    deleteSecret: (secretId: string) => call<SecretDeletion>('delete-secret', { parameters: { secretId } }),
    listSessions: (query: { state?: SessionState; secretId?: string; cursor?: string }) =>
      call<SessionPage>('list-sessions', { query }),
    endSession: (sessionId: string) => call<void>('end-session', { parameters: { sessionId } }),
    endAllSessions: () => call<void>('end-all-sessions'),
    generateUrl: (body: ViewerClaims & { secretId?: string }) => call<GeneratedUrl>('generate-url', { body }),
    inspectUrl: (url: string) => call<Inspection>('inspect-url', { body: { url } }),
    getSettings: () => call<SettingsRecord>('get-settings'),
    updateSettings: (changes: SettingsChanges) => call<SettingsRecord>('update-settings', { body: changes }),
  };
}
