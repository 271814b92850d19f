import { connect } from 'node:net';
import { text } from 'node:stream/consumers';
import type { Ports } from '../../../local/ports.ts';
import { principals } from '../../../local/principals.ts';
import { operations } from '../../../shared/contract/operations.ts';
import { seededRandom } from '../harness/random.ts';
import type { Report } from '../harness/report.ts';
import { type RawRequest, signRaw } from '../harness/sign-raw.ts';
import { devious, fillPath } from './tenancy-paths.ts';

/**
 * Requests for other organizations' paths, absolute-form targets included, over real sockets against the whole local run. Each
 * is signed exactly as it is sent. Any data of another organization in a response is a finding.
 */
export async function checkSocketTenancy(
  report: Report,
  { ports, requests, asAnybody = false }: { ports: Ports; requests: number; asAnybody?: boolean },
): Promise<void> {
  const random = seededRandom('wire-tenancy');
  const host = `127.0.0.1:${ports.api}`;
  const send = (request: RawRequest, absolute = false) =>
    exchange(ports.api, request, absolute ? `http://${host}` : '');
  const marks = new Map<string, string>();
  const ids = new Map<string, string>();
  for (const principal of principals.filter(
    ({ permission, organization }) => permission === 'OrganizationAdmin' && organization !== 'initech',
  )) {
    const organization = principal.organization ?? '';
    const mark = random.word(24);
    const path = `/organizations/${organization}/embed/secrets`;
    const headers = { host, 'content-type': 'application/json' };
    const made = await send(
      signRaw(
        { method: 'POST', path, query: '', headers, body: JSON.stringify({ name: mark }) },
        principal,
        Date.now(),
      ),
    );
    marks.set(organization, mark);
    ids.set(organization, /"id":"(\w+)"/.exec(made.body)?.[1] ?? '');
    if (made.status !== 201) throw new Error(`create-secret returned ${made.status}`);
  }
  for (let sent = 0; sent < requests; sent++) {
    const principal = random.pick(principals);
    const own = principal.organization ?? 'acme';
    const other = random.pick([...marks.keys()]);
    const operation = random.pick(operations.filter(({ method }) => method !== 'DELETE'));
    const honest = random.chance(0.1);
    const target = honest
      ? fillPath(operation.path, { organizationId: own, secretId: ids.get(own) ?? '' })
      : devious(operation, { own, other, secretId: ids.get(other) ?? '' }, random);
    const [path = '', ...query] = target.replace(/[^!-~]/g, encodeURIComponent).split('?');
    const body = operation.method === 'GET' ? '' : JSON.stringify({ name: marks.get(own) ?? 'x' });
    const request = {
      method: operation.method,
      path,
      query: query.join('?'),
      headers: { host, 'content-type': 'application/json' },
      body,
    };
    // The seeded bug: the admin of the path's organization signs, no matter who the caller is.
    const signer = asAnybody ? (adminOf(path) ?? principal) : principal;
    const response = await send(signRaw(request, signer, Date.now()), random.chance(0.1));
    report.tried('API requests over sockets');
    if (response.status === 200) report.tried('of them returned 200');
    if (response.status >= 500) report.found(`the API returned ${response.status} to ${target}`);
    for (const [organization, mark] of marks) {
      if (organization !== principal.organization && response.body.includes(mark) && !body.includes(mark)) {
        report.found(`${principal.name} saw ${organization} by ${operation.id} ${target}`);
      }
    }
  }
}

const adminOf = (path: string) =>
  principals.find(
    ({ permission, organization = '' }) =>
      permission === 'OrganizationAdmin' && path.includes(`/${organization}/`),
  );

/** Sends bytes that no HTTP client would send. */
async function exchange(
  port: number,
  { method, path, query, headers, body }: RawRequest,
  origin: string,
): Promise<{ status: number; body: string }> {
  const socket = connect(port, '127.0.0.1');
  const lines = Object.entries({
    ...headers,
    'content-length': Buffer.byteLength(body),
    connection: 'close',
  });
  const target = `${origin}${path}${query === '' ? '' : `?${query}`}`;
  socket.write(
    `${method} ${target} HTTP/1.1\r\n${lines.map(([name, value]) => `${name}: ${value}\r\n`).join('')}\r\n${body}`,
  );
  const response = await text(socket);
  return {
    status: Number(/^HTTP\/1\.1 (\d+)/.exec(response)?.[1] ?? 0),
    body: response.slice(response.indexOf('\r\n\r\n') + 4),
  };
}
