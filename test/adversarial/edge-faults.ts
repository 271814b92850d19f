import type { ViewerRequest } from '../support/edge.ts';
import type { Report } from './report.ts';
import type { Storm } from './storms.ts';
import { createSecret, type EdgeAnswer, page, type World } from './world.ts';

/** A request and what a healthy table makes of it. */
type Credential = { what: string; right: boolean; request: () => ViewerRequest };

/** Right and wrong credentials of an organization, made while the table is well. */
export async function prepareCredentials(
  world: World,
  organizationId: string,
  { foreign, foreignKey }: { foreign: string; foreignKey: string },
): Promise<readonly Credential[]> {
  const [living, deleted] = [
    await createSecret(world, organizationId),
    await createSecret(world, organizationId),
  ];
  const used = world.visit(organizationId, living.secretKey);
  const { cookie } = await world.view(used);
  const { cookie: dead } = await world.view(world.visit(organizationId, deleted.secretKey));
  await world.call('delete-secret', { organizationId, secretId: deleted.id });
  return [
    { what: 'login', right: true, request: () => world.visit(organizationId, living.secretKey) },
    { what: 'session', right: true, request: () => page(organizationId, cookie) },
    { what: 'login at another organization', right: true, request: () => world.visit(foreign, foreignKey) },
    {
      what: 'used URL with its session',
      right: true,
      request: () => ({ ...used, headers: { Cookie: cookie } }),
    },
    { what: 'used URL', right: false, request: () => used },
    {
      what: 'login of a deleted secret',
      right: false,
      request: () => world.visit(organizationId, deleted.secretKey),
    },
    { what: 'session of a deleted secret', right: false, request: () => page(organizationId, dead) },
    {
      what: 'login signed by another organization',
      right: false,
      request: () => world.visit(organizationId, foreignKey),
    },
  ];
}

/** Within a storm: nothing wrong is accepted, and the rest is an honest 503 in time. */
export async function viewInStorm(
  world: World,
  { what, right, request }: Credential,
  { storm, report, time }: { storm: Storm; report: Report; time: () => number },
): Promise<void> {
  const startedAt = time();
  const answer = await world.view(request());
  const seconds = time() - startedAt;
  report.tried(`edge requests ${outcomeOf(answer)}`);
  if (answer.accepted && !right) report.found(`${storm.name}: a ${what} was accepted`);
  if (!answer.accepted && ![403, 503].includes(answer.status))
    report.found(`${storm.name}: a ${what} got ${answer.status}`);
  if (answer.status === 403 && right && !storm.mixesUp)
    report.found(`${storm.name}: a right ${what} got 403`);
  if (answer.status === 503 && answer.headers['retry-after'] === undefined)
    report.found('a 503 without Retry-After');
  if (seconds > 3) report.found(`${storm.name}: a viewer waited more than 3 s`);
}

/** After a storm: every verdict is right at once. */
export async function viewInCalm(
  world: World,
  { what, right, request }: Credential,
  report: Report,
): Promise<void> {
  const answer = await world.view(request());
  report.tried('requests after a storm');
  if (answer.accepted !== right) report.found(`after a storm, a ${what} got ${answer.status}`);
}

const outcomeOf = ({ accepted, status }: EdgeAnswer): string =>
  accepted ? 'accepted' : `answered ${status}`;
