import type { ViewerRequest } from '../../support/edge.ts';
import type { FaultProfile } from '../harness/fault-profiles.ts';
import { createSecret, type EdgeResponse, type Harness } from '../harness/harness.ts';
import type { Random } from '../harness/random.ts';
import type { Report } from '../harness/report.ts';
import { bringInto, canBecome, revokedStates, usableStates } from '../harness/secret-states.ts';
import { pageAt, signIn, type Way } from '../harness/ways-in.ts';

/** A request, and whether it is accepted with a healthy table. */
type Credential = { what: string; right: boolean; request: () => Promise<ViewerRequest> };

/**
 * Valid and invalid credentials of an organization, of one way to sign in, with a secret in any state.
 *
 * @param harness with a healthy table
 */
export async function prepareCredentials(
  harness: Harness,
  organizationId: string,
  {
    foreign,
    foreignKey,
    way,
    random,
    report,
  }: { foreign: string; foreignKey: string; way: Way; random: Random; report: Report },
): Promise<readonly Credential[]> {
  const visit = (secretKey: string, target = organizationId) =>
    signIn(harness, way, { organizationId: target, secretKey, random });
  const secretIn = async (state: (typeof usableStates)[number]) => {
    const secret = await createSecret(harness, organizationId);
    await bring(secret.id, state);
    return secret;
  };
  const bring = async (secretId: string, state: Parameters<typeof bringInto>[2]) => {
    const refusal = await bringInto(harness, { organizationId, secretId }, state);
    if (refusal !== undefined) report.found(`a secret could not become ${state}: ${refusal}`);
    report.tried(`secrets ${state}`);
  };

  const [before, after] = [random.pick(usableStates), random.pick(usableStates)];
  const [living, revoked] = [await secretIn(before), await secretIn(after)];
  const used = await visit(living.secretKey);
  const { cookie } = await harness.view(used);
  const ended = await visit(revoked.secretKey);
  const { cookie: endedCookie } = await harness.view(ended);
  await bring(revoked.id, random.pick(revokedStates.filter((state) => canBecome(after, state))));
  report.tried(`instances by ${way.name}`);
  const known = (request: ViewerRequest) => async () => request;
  return [
    { what: 'login', right: true, request: () => visit(living.secretKey) },
    { what: 'session', right: true, request: known(pageAt(used.host, cookie)) },
    { what: 'login at another organization', right: true, request: () => visit(foreignKey, foreign) },
    {
      what: 'used URL with its session',
      right: true,
      request: known({ ...used, headers: { Cookie: cookie } }),
    },
    { what: 'used URL', right: false, request: known(used) },
    { what: 'login of a revoked secret', right: false, request: () => visit(revoked.secretKey) },
    { what: 'session of a revoked secret', right: false, request: known(pageAt(ended.host, endedCookie)) },
    { what: 'login signed by another organization', right: false, request: () => visit(foreignKey) },
  ];
}

/** During faults: nothing invalid is accepted, and what can't be verified gets a 503 in time. */
export async function viewUnderFaults(
  harness: Harness,
  { what, right, request }: Credential,
  { profile, report, time }: { profile: FaultProfile; report: Report; time: () => number },
): Promise<void> {
  const sent = await request();
  const startedAt = time();
  const response = await harness.view(sent);
  const seconds = time() - startedAt;
  report.tried(`edge requests ${outcomeOf(response)}`);
  if (response.accepted && !right) report.found(`${profile.name}: a ${what} was accepted`);
  if (!response.accepted && ![403, 503].includes(response.status))
    report.found(`${profile.name}: a ${what} got ${response.status}`);
  if (response.status === 403 && right && !profile.mixesUp)
    report.found(`${profile.name}: a valid ${what} got 403`);
  if (response.status === 503 && response.headers['retry-after'] === undefined)
    report.found('a 503 without Retry-After');
  if (seconds > 3) report.found(`${profile.name}: a viewer waited more than 3 s`);
}

/** After the faults: every verdict is correct at once. */
export async function viewWithoutFaults(
  harness: Harness,
  { what, right, request }: Credential,
  report: Report,
): Promise<void> {
  const response = await harness.view(await request());
  report.tried('requests after faults');
  if (response.accepted !== right) report.found(`after faults, a ${what} got ${response.status}`);
}

const outcomeOf = ({ accepted, status }: EdgeResponse): string =>
  accepted ? 'accepted' : `returned ${status}`;
