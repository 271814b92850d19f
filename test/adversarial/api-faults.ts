import type { DynamoDb } from '../../shared/dynamodb.ts';
import type { OperationId } from '../../shared/operations.ts';
import { readOrganization } from '../../shared/organizations/store.ts';
import type { ApiCall } from '../support/api.ts';
import type { Random } from './random.ts';
import type { Report } from './report.ts';
import type { Storm } from './storms.ts';
import { type ApiAnswer, createSecret, type Secret, type World } from './world.ts';

/** A secret as its owner knows it: what was answered, and what may have happened besides. */
type Known = Secret & { names: Set<string>; deletion: 'none' | 'asked' | 'answered'; deletedAt?: unknown };

/** An administrator who goes on through storms, and keeps book. */
export async function makeAdministrator(
  world: World,
  organizationId: string,
  { random, report, time }: { random: Random; report: Report; time: () => number },
) {
  const known: Known[] = [];
  let unanswered = 0;
  const { body } = await world.call('list-secrets', { organizationId });
  const others = (body.records as Secret[]).map(({ id }) => id);
  const own = (secret: Secret, name: string): void =>
    void known.push({ ...secret, names: new Set([name]), deletion: 'none' });
  for (let made = 0; made < 3; made++) own(await createSecret(world, organizationId), 'Production');

  const call = async (id: OperationId, storm: Storm, parameters: ApiCall = {}): Promise<ApiAnswer> => {
    const startedAt = time();
    const answer = await world.call(id, { organizationId, ...parameters });
    const seconds = time() - startedAt;
    report.tried(`API requests answered ${answer.status}`);
    if (answer.status >= 500 && answer.status !== 503)
      report.found(`${storm.name}: ${id} answered ${answer.status}`);
    if (answer.status === 503 && answer.headers['retry-after'] === undefined)
      report.found('a 503 without Retry-After');
    if (answer.status === 503 && seconds > 3)
      report.found(`${storm.name}: ${id} answered 503 after more than 3 s`);
    return answer;
  };

  const acts: readonly ((storm: Storm, secret: Known) => Promise<void>)[] = [
    async (storm) => {
      const name = random.word(8);
      const { status, body } = await call('create-secret', storm, { body: { name } });
      if (status === 201) own(body as unknown as Secret, name);
      else unanswered++;
    },
    async (storm, secret) => {
      const name = random.word(8);
      const { status } = await call('rename-secret', storm, { secretId: secret.id, body: { name } });
      if (status === 200) secret.names = new Set([name]);
      else secret.names.add(name);
    },
    async (storm, secret) => {
      secret.deletion = 'asked';
      const { status, body } = await call('delete-secret', storm, { secretId: secret.id });
      if (status === 200) Object.assign(secret, { deletion: 'answered', deletedAt: body.deletedAt });
    },
    async (storm, secret) => {
      const { status, body } = await call('reveal-secret', storm, { secretId: secret.id });
      if (status === 200 && body.secretKey !== secret.secretKey) report.found('another key was revealed');
    },
    async (storm) => {
      const { status, body } = await call('list-secrets', storm);
      const listed = new Set(((body.records ?? []) as { id: string }[]).map(({ id }) => id));
      const missing = known.some(({ id, deletion }) => deletion === 'none' && !listed.has(id));
      if (status === 200 && missing) report.found('a living secret was not listed');
    },
  ];

  return {
    act: async (storm: Storm): Promise<void> => {
      const living = known.filter(({ deletion }) => deletion === 'none');
      const [first] = living;
      if (first !== undefined) await random.pick(acts)(storm, random.pick(living));
    },

    /** After a storm: what was answered is so, what was not is done or not done, and repeating settles it. */
    settle: async (storm: Storm, dynamodb: DynamoDb): Promise<void> => {
      const organization = await readOrganization(dynamodb, organizationId);
      const { secrets = {}, keys = {} } = organization ?? {};
      if (Object.keys(secrets).sort().join() !== Object.keys(keys).sort().join())
        report.found(`${storm.name}: a change is half done`);
      for (const secret of known) {
        const { id, secretKey, deletion, names } = secret;
        const stored = secrets[id];
        if (deletion === 'answered' && stored !== undefined)
          report.found(`${storm.name}: a delete answered 200, and the secret is there`);
        if (deletion === 'none' && keys[id] !== secretKey)
          report.found(`${storm.name}: a secret that was created is not there`);
        if (stored !== undefined && !names.has(stored.name))
          report.found(`${storm.name}: a secret has not the name that it was given`);
        if (deletion === 'none') continue;
        const again = await world.call('delete-secret', { organizationId, secretId: id });
        const once = await world.call('delete-secret', { organizationId, secretId: id });
        if (again.status !== 200 || again.body.deletedAt !== once.body.deletedAt)
          report.found(`${storm.name}: a repeated delete is not clear`);
        if (deletion === 'answered' && again.body.deletedAt !== secret.deletedAt)
          report.found(`${storm.name}: a deletion changed its time`);
      }
      const unknown = Object.keys(secrets).filter(
        (id) => !others.includes(id) && !known.some((secret) => secret.id === id),
      );
      if (unknown.length > unanswered) report.found(`${storm.name}: there are secrets that nobody created`);
    },
  };
}
