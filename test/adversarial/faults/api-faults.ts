import type { OperationId } from '../../../shared/contract/operations.ts';
import type { DynamoDb } from '../../../shared/dynamodb.ts';
import { readOrganization } from '../../../shared/organizations/read-organization.ts';
import type { ApiCall } from '../../support/api.ts';
import type { FaultProfile } from '../harness/fault-profiles.ts';
import { type ApiResponse, createSecret, type Harness, type Secret } from '../harness/harness.ts';
import type { Random } from '../harness/random.ts';
import type { Report } from '../harness/report.ts';

/** A secret as its owner knows it: what was answered, and what may have happened besides. */
type Known = Secret & { names: Set<string>; deletion: 'none' | 'asked' | 'answered'; deletedAt?: unknown };

/** An administrator who goes on through fault profiles and records every response. */
export async function makeAdministrator(
  harness: Harness,
  organizationId: string,
  { random, report, time }: { random: Random; report: Report; time: () => number },
) {
  const known: Known[] = [];
  let unanswered = 0;
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
    const answer = await harness.call(id, { organizationId, ...parameters });
    const seconds = time() - startedAt;
    report.tried(`API requests answered ${answer.status}`);
    if (answer.status >= 500 && answer.status !== 503)
      report.found(`${profile.name}: ${id} answered ${answer.status}`);
    if (answer.status === 503 && answer.headers['retry-after'] === undefined)
      report.found('a 503 without Retry-After');
    if (answer.status === 503 && seconds > 3)
      report.found(`${profile.name}: ${id} answered 503 after more than 3 s`);
    return answer;
  };

  const acts: readonly ((profile: FaultProfile, secret: Known) => Promise<void>)[] = [
    async (profile) => {
      const name = random.word(8);
      const { status, body } = await call('create-secret', profile, { body: { name } });
      if (status === 201) own(body as unknown as Secret, name);
      else unanswered++;
    },
    async (profile, secret) => {
      const name = random.word(8);
      const { status } = await call('rename-secret', profile, { secretId: secret.id, body: { name } });
      if (status === 200) secret.names = new Set([name]);
      else secret.names.add(name);
    },
    async (profile, secret) => {
      secret.deletion = 'asked';
      const { status, body } = await call('delete-secret', profile, { secretId: secret.id });
      if (status === 200) Object.assign(secret, { deletion: 'answered', deletedAt: body.deletedAt });
    },
    async (profile, secret) => {
      const { status, body } = await call('reveal-secret', profile, { secretId: secret.id });
      if (status === 200 && body.secretKey !== secret.secretKey) report.found('another key was revealed');
    },
    async (profile) => {
      const { status, body } = await call('list-secrets', profile);
      const listed = new Set(((body.records ?? []) as { id: string }[]).map(({ id }) => id));
      const missing = known.some(({ id, deletion }) => deletion === 'none' && !listed.has(id));
      if (status === 200 && missing) report.found('a living secret was not listed');
    },
  ];

  return {
    act: async (profile: FaultProfile): Promise<void> => {
      const living = known.filter(({ deletion }) => deletion === 'none');
      const [first] = living;
      if (first !== undefined) await random.pick(acts)(profile, random.pick(living));
    },

    /** After the faults: what was answered is so, what was not is done or not done, and repeating settles it. */
    settle: async (profile: FaultProfile, dynamodb: DynamoDb): Promise<void> => {
      const organization = await readOrganization(dynamodb, organizationId);
      const { secrets = {}, keys = {} } = organization ?? {};
      if (Object.keys(secrets).sort().join() !== Object.keys(keys).sort().join())
        report.found(`${profile.name}: a change is half done`);
      for (const secret of known) {
        const { id, secretKey, deletion, names } = secret;
        const stored = secrets[id];
        if (deletion === 'answered' && stored !== undefined)
          report.found(`${profile.name}: a delete answered 200, and the secret is there`);
        if (deletion === 'none' && keys[id] !== secretKey)
          report.found(`${profile.name}: a secret that was created is not there`);
        if (stored !== undefined && !names.has(stored.name))
          report.found(`${profile.name}: a secret has not the name that it was given`);
        if (deletion === 'none') continue;
        const again = await harness.call('delete-secret', { organizationId, secretId: id });
        const once = await harness.call('delete-secret', { organizationId, secretId: id });
        if (again.status !== 200 || again.body.deletedAt !== once.body.deletedAt)
          report.found(`${profile.name}: a repeated delete is not clear`);
        if (deletion === 'answered' && again.body.deletedAt !== secret.deletedAt)
          report.found(`${profile.name}: a deletion changed its time`);
      }
      const unknown = Object.keys(secrets).filter(
        (id) => !others.includes(id) && !known.some((secret) => secret.id === id),
      );
      if (unknown.length > unanswered) report.found(`${profile.name}: there are secrets that nobody created`);
    },
  };
}
