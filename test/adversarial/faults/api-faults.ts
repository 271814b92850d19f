import type { OperationId } from '../../../shared/contract/operations.ts';
import type { DynamoDb } from '../../../shared/dynamodb.ts';
import { readOrganization } from '../../../shared/organizations/read-organization.ts';
import type { ApiCall } from '../../support/api.ts';
import type { FaultProfile } from '../harness/fault-profiles.ts';
import { type ApiResponse, createSecret, type Harness, type Secret } from '../harness/harness.ts';
import type { Random } from '../harness/random.ts';
import type { Report } from '../harness/report.ts';

/** A secret as its owner knows it: what responses have confirmed, and what may have happened without one. */
type Known = Secret & {
  names: Set<string>;
  deletion: 'none' | 'requested' | 'confirmed';
  deletedAt?: unknown;
};

/** An admin who continues to work through fault profiles and records every response. */
export async function makeAdministrator(
  harness: Harness,
  organizationId: string,
  { random, report, time }: { random: Random; report: Report; time: () => number },
) {
  const known: Known[] = [];
  let unconfirmed = 0;
  const { body } = await harness.call('list-secrets', { organizationId });
  const others = (body.records as Secret[]).map(({ id }) => id);
  const own = (secret: Secret, name: string): void =>
    void known.push({ ...secret, names: new Set([name]), deletion: 'none' });
  for (let made = 0; made < 3; made++) own(await createSecret(harness, organizationId), 'Production');

  const call = async (
    id: OperationId,
    profile: FaultProfile,
    parameters: ApiCall = {},
  ): Promise<ApiResponse> => {
    const startedAt = time();
    const response = await harness.call(id, { organizationId, ...parameters });
    const seconds = time() - startedAt;
    report.tried(`API requests: ${response.status}`);
    if (response.status >= 500 && response.status !== 503)
      report.found(`${profile.name}: ${id} returned ${response.status}`);
    if (response.status === 503 && response.headers['retry-after'] === undefined)
      report.found('a 503 without Retry-After');
    if (response.status === 503 && seconds > 3)
      report.found(`${profile.name}: ${id} returned 503 after more than 3 s`);
    return response;
  };

  const acts: readonly ((profile: FaultProfile, secret: Known) => Promise<void>)[] = [
    async (profile) => {
      const name = random.word(8);
      const { status, body } = await call('create-secret', profile, { body: { name } });
      if (status === 201) own(body as unknown as Secret, name);
      else unconfirmed++;
    },
    async (profile, secret) => {
      const name = random.word(8);
      const { status } = await call('rename-secret', profile, { secretId: secret.id, body: { name } });
      if (status === 200) secret.names = new Set([name]);
      else secret.names.add(name);
    },
    async (profile, secret) => {
      secret.deletion = 'requested';
      const { status, body } = await call('delete-secret', profile, { secretId: secret.id });
      if (status === 200) Object.assign(secret, { deletion: 'confirmed', deletedAt: body.deletedAt });
    },
    async (profile, secret) => {
      const { status, body } = await call('reveal-secret', profile, { secretId: secret.id });
      if (status === 200 && body.secretKey !== secret.secretKey) report.found('another key was revealed');
    },
    async (profile) => {
      const { status, body } = await call('list-secrets', profile);
      const listed = new Set(((body.records ?? []) as { id: string }[]).map(({ id }) => id));
      const missing = known.some(({ id, deletion }) => deletion === 'none' && !listed.has(id));
      if (status === 200 && missing) report.found('an active secret was not listed');
    },
  ];

  return {
    act: async (profile: FaultProfile): Promise<void> => {
      const living = known.filter(({ deletion }) => deletion === 'none');
      const [first] = living;
      if (first !== undefined) await random.pick(acts)(profile, random.pick(living));
    },

    /** After the faults: what was confirmed is done, everything else is done or not done, and repeating it leads to one state. */
    settle: async (profile: FaultProfile, dynamodb: DynamoDb): Promise<void> => {
      const organization = await readOrganization(dynamodb, organizationId);
      const { secrets = {}, keys = {}, disabledKeys = {}, retiredKeys = {} } = organization ?? {};
      const keyIds = [keys, disabledKeys, retiredKeys].flatMap((map) => Object.keys(map));
      if (Object.keys(secrets).sort().join() !== keyIds.sort().join())
        report.found(`${profile.name}: a change is half done`);
      for (const secret of known) {
        const { id, secretKey, deletion, names } = secret;
        const stored = secrets[id];
        if (deletion === 'confirmed' && stored !== undefined)
          report.found(`${profile.name}: a delete returned 200, and the secret still exists`);
        if (deletion === 'none' && keys[id] !== secretKey)
          report.found(`${profile.name}: a secret that was created doesn't exist`);
        if (stored !== undefined && !names.has(stored.name))
          report.found(`${profile.name}: a secret doesn't have the name that it was given`);
        if (deletion === 'none') continue;
        const again = await harness.call('delete-secret', { organizationId, secretId: id });
        const once = await harness.call('delete-secret', { organizationId, secretId: id });
        if (again.status !== 200 || again.body.deletedAt !== once.body.deletedAt)
          report.found(`${profile.name}: a repeated delete returned a different deletion`);
        if (deletion === 'confirmed' && again.body.deletedAt !== secret.deletedAt)
          report.found(`${profile.name}: the time of a deletion changed`);
      }
      const unknown = Object.keys(secrets).filter(
        (id) => !others.includes(id) && !known.some((secret) => secret.id === id),
      );
      if (unknown.length > unconfirmed)
        report.found(`${profile.name}: there are secrets that nobody created`);
    },
  };
}
