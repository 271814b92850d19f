import type { ViewerRequest } from '../../support/edge.ts';
import type { FaultProfile } from '../harness/fault-profiles.ts';
import { createSecret, type EdgeResponse, type Harness } from '../harness/harness.ts';
import type { Random } from '../harness/random.ts';
import type { Report } from '../harness/report.ts';
import {
  bringInto,
  type RevokedState,
  revokedStates,
  type UsableState,
  usableStates,
} from '../harness/secret-states.ts';
import { pageAt, signIn, waysIn } from '../harness/ways-in.ts';

/** A request and what a healthy table makes of it. */
type Credential = {
  what: string;
  right: boolean;
  request: () => ViewerRequest | Promise<ViewerRequest>;
};

/** Right and wrong credentials of an organization, by every way in, made while the table is well. */
export async function prepareCredentials(
  harness: Harness,
  organizationId: string,
  { foreign, foreignKey, random }: { foreign: string; foreignKey: string; random: Random },
): Promise<readonly Credential[]> {
  const visit = (secretKey: string, way = random.pick(waysIn), at = organizationId) =>
    signIn(harness, way, { organizationId: at, secretKey, random });
  /** A secret in a state, and a session from before. */
  const inState = async (state: UsableState | RevokedState): Promise<Credential[]> => {
    const { id: secretId, secretKey } = await createSecret(harness, organizationId);
    const request = await visit(secretKey);
    const { cookie } = await harness.view(request);
    const refusal = await bringInto(harness, { organizationId, secretId }, state);
    if (refusal !== undefined) throw new Error(`a secret could not become ${state}: ${refusal}`);
    const right = usableStates.some((usable) => usable === state);
    return [
      { what: `login of a secret ${state}`, right, request: () => visit(secretKey) },
      { what: `session of a secret ${state}`, right, request: () => pageAt(request.host, cookie) },
    ];
  };
  const { secretKey } = await createSecret(harness, organizationId);
  const used = await visit(secretKey);
  const { cookie } = await harness.view(used);
  const states: Credential[] = [];
  for (const state of [random.pick(usableStates), ...revokedStates]) states.push(...(await inState(state)));
  return [
    ...waysIn.map((way) => ({
      what: `login by ${way.name}`,
      right: true,
      request: () => visit(secretKey, way),
    })),
    { what: 'session', right: true, request: () => pageAt(used.host, cookie) },
    {
      what: 'login at another organization',
      right: true,
      request: () => visit(foreignKey, random.pick(waysIn), foreign),
    },
    {
      what: 'used URL with its session',
      right: true,
      request: () => ({ ...used, headers: { Cookie: cookie } }),
    },
    { what: 'used URL', right: false, request: () => used },
    ...states,
    { what: 'login signed by another organization', right: false, request: () => visit(foreignKey) },
  ];
}

/** While faults last: nothing wrong is accepted, and the rest is an honest 503 in time. */
export async function viewUnderFaults(
  harness: Harness,
  { what, right, request }: Credential,
  { profile, report, time }: { profile: FaultProfile; report: Report; time: () => number },
): Promise<void> {
  const sent = await request();
  const startedAt = time();
  const answer = await harness.view(sent);
  const seconds = time() - startedAt;
  report.tried(`edge requests ${outcomeOf(answer)}`);
  if (answer.accepted && !right) report.found(`${profile.name}: a ${what} was accepted`);
  if (!answer.accepted && ![403, 503].includes(answer.status))
    report.found(`${profile.name}: a ${what} got ${answer.status}`);
  if (answer.status === 403 && right && !profile.mixesUp)
    report.found(`${profile.name}: a right ${what} got 403`);
  if (answer.status === 503 && answer.headers['retry-after'] === undefined)
    report.found('a 503 without Retry-After');
  if (seconds > 3) report.found(`${profile.name}: a viewer waited more than 3 s`);
}

/** After the faults: every verdict is right at once. */
export async function viewWithoutFaults(
  harness: Harness,
  { what, right, request }: Credential,
  report: Report,
): Promise<void> {
  const answer = await harness.view(await request());
  report.tried('requests after faults');
  if (answer.accepted !== right) report.found(`after faults, a ${what} got ${answer.status}`);
}

const outcomeOf = ({ accepted, status }: EdgeResponse): string =>
  accepted ? 'accepted' : `answered ${status}`;
