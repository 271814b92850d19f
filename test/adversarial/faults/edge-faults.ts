import type { ViewerRequest } from '../../support/edge.ts';
import type { FaultProfile } from '../harness/fault-profiles.ts';
import { createSecret, type EdgeResponse, type Harness, page } from '../harness/harness.ts';
import type { Report } from '../harness/report.ts';

/** A request, and whether it is accepted with a healthy table. */
type Credential = { what: string; right: boolean; request: () => ViewerRequest };

/** Valid and invalid credentials of an organization, created while the table is healthy. */
export async function prepareCredentials(
  harness: Harness,
  organizationId: string,
  { foreign, foreignKey }: { foreign: string; foreignKey: string },
): Promise<readonly Credential[]> {
  const [living, deleted] = [
    await createSecret(harness, organizationId),
    await createSecret(harness, organizationId),
  ];
  const used = harness.visit(organizationId, living.secretKey);
  const { cookie } = await harness.view(used);
  const { cookie: dead } = await harness.view(harness.visit(organizationId, deleted.secretKey));
  await harness.call('delete-secret', { organizationId, secretId: deleted.id });
  return [
    { what: 'login', right: true, request: () => harness.visit(organizationId, living.secretKey) },
    { what: 'session', right: true, request: () => page(organizationId, cookie) },
    { what: 'login at another organization', right: true, request: () => harness.visit(foreign, foreignKey) },
    {
      what: 'used URL with its session',
      right: true,
      request: () => ({ ...used, headers: { Cookie: cookie } }),
    },
    { what: 'used URL', right: false, request: () => used },
    {
      what: 'login of a deleted secret',
      right: false,
      request: () => harness.visit(organizationId, deleted.secretKey),
    },
    { what: 'session of a deleted secret', right: false, request: () => page(organizationId, dead) },
    {
      what: 'login signed by another organization',
      right: false,
      request: () => harness.visit(organizationId, foreignKey),
    },
  ];
}

/** During faults: nothing invalid is accepted, and what can't be verified gets a 503 in time. */
export async function viewUnderFaults(
  harness: Harness,
  { what, right, request }: Credential,
  { profile, report, time }: { profile: FaultProfile; report: Report; time: () => number },
): Promise<void> {
  const startedAt = time();
  const response = await harness.view(request());
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
  const response = await harness.view(request());
  report.tried('requests after faults');
  if (response.accepted !== right) report.found(`after faults, a ${what} got ${response.status}`);
}

const outcomeOf = ({ accepted, status }: EdgeResponse): string =>
  accepted ? 'accepted' : `returned ${status}`;
