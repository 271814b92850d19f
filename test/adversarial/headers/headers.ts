import { startTestDynamoDb } from '../../support/dynamodb.ts';
import type { ViewerHandler } from '../../support/edge.ts';
import { createSecret, makeHarness } from '../harness/harness.ts';
import { type Random, seededRandom } from '../harness/random.ts';
import type { Report } from '../harness/report.ts';
import { createOrganization, pageAt, signIn, waysIn } from '../harness/ways-in.ts';

const spoofed = 'spoofed';
const spoofedNames = [
  'X-Embed-Identity',
  'X-Embed-Organization',
  'X-HTTP-Method-Override',
  'X-Method-Override',
  'X-HTTP-Method',
  'X-Original-URL',
  'X-Rewrite-URL',
];
/** Characters that a header's name may have between words: servers fold them into one. */
const separators = ['-', '_', '.', '~', '!', '#', '$', '%', '&', "'", '*', '+', '^', '`', '|'];

/**
 * Requests with a session, and with headers that an attacker adds: in any spelling, those that state an identity, or
 * another method or path, never reach the application. And those that another site's page makes a browser send: a
 * WebSocket handshake or an unsafe method passes only with the host's own origin.
 */
export async function checkHeaders(
  report: Report,
  {
    requests,
    around = (handle) => handle,
  }: { requests: number; around?: (handle: ViewerHandler) => ViewerHandler },
): Promise<void> {
  const random = seededRandom('headers');
  const database = await startTestDynamoDb();
  try {
    const harness = await makeHarness(database, random, { around });
    await harness.call('rotate-environment-keys');
    const organizationId = await createOrganization(harness);
    const { secretKey } = await createSecret(harness, organizationId);
    const sessions = await Promise.all(
      waysIn.map(async (way) => {
        const request = await signIn(harness, way, { organizationId, secretKey, random });
        return { host: request.host, cookie: (await harness.view(request)).cookie };
      }),
    );
    for (let sent = 0; sent < requests; sent++) {
      const { host, cookie } = random.pick(sessions);
      const added = addedHeaders(random);
      const written = writtenBy(random, host);
      const request = pageAt(host, cookie);
      const { forwarded, headers, status } = await harness.view({
        ...request,
        method: written.method,
        headers: { ...request.headers, ...added, ...written.headers },
      });
      report.tried(`${written.what} ${forwarded ? 'passed on' : 'refused'}`);
      if (forwarded !== written.allowed) {
        const outcome = forwarded ? 'was passed on' : `got ${status}`;
        report.found(`${written.allowed ? 'a right' : 'a foreign'} ${written.what} ${outcome}`);
      }
      if (!forwarded) continue;
      const leaked = Object.entries(headers).find(([, value]) => value.includes(spoofed));
      if (leaked !== undefined) report.found(`a spoofed header reached the application: ${leaked[0]}`);
      if ((headers.cookie ?? '').includes('embed_session'))
        report.found('the cookie reached the application');
    }
  } finally {
    await database.close();
  }
}

function addedHeaders(random: Random): Record<string, string[]> {
  const names = Array.from({ length: 1 + random.below(3) }, () =>
    [...random.pick(spoofedNames)]
      .map((sign) => {
        if (sign === '-') return random.pick(separators);
        return random.chance(0.5) ? sign.toLowerCase() : sign.toUpperCase();
      })
      .join(''),
  );
  return Object.fromEntries(names.map((name) => [name, random.pick([[spoofed], [spoofed, spoofed]])]));
}

type Written = { what: string; method: string; headers: Record<string, string | string[]>; allowed: boolean };

/** A handshake, an unsafe request or a read, from a page of the host's own, of another site's, or of none. */
function writtenBy(random: Random, host: string): Written {
  const { what, method, headers } = random.pick([
    { what: 'read', method: 'GET', headers: {} },
    {
      what: 'write',
      method: random.pick(['POST', 'PUT', 'PATCH', 'DELETE', 'PROPFIND', 'get']),
      headers: {},
    },
    { what: 'handshake', method: 'GET', headers: { 'sec-websocket-KEY': 'dGhlIHNhbXBsZSBub25jZQ==' } },
    { what: 'handshake', method: 'GET', headers: { 'Sec-Fetch-Mode': 'websocket' } },
    { what: 'handshake', method: 'GET', headers: { 'Sec-WebSocket-Key': '', Upgrade: 'websocket' } },
  ]);
  const { sender, own } = random.pick([
    { sender: { Origin: `https://${host}` }, own: true },
    { sender: { ORIGIN: `HTTPS://${host.toUpperCase()}` }, own: true },
    { sender: {}, own: true },
    { sender: { 'Sec-Fetch-Site': random.pick(['same-origin', 'none']) }, own: true },
    ...foreignOrigins(host).map((origin) => ({ sender: { Origin: origin }, own: false })),
    { sender: { Origin: [`https://${host}`, 'https://evil.example'] }, own: false },
    { sender: { 'Sec-Fetch-Site': random.pick(['cross-site', 'same-site', '']) }, own: false },
    // A page can't set Sec-Fetch-Site, but an Origin decides.
    { sender: { Origin: 'https://evil.example', 'Sec-Fetch-Site': 'same-origin' }, own: false },
  ]);
  return { what, method, headers: { ...headers, ...sender }, allowed: own || what === 'read' };
}

const foreignOrigins = (host: string): string[] => [
  'https://evil.example',
  'null',
  '',
  `http://${host}`,
  `https://${host}:8443`,
  `https://${host}.evil.example`,
  `https://evil.example#${host}`,
  `https://sibling.embed.example.com`,
  `https://x.${host}`,
  `https://${host}/`,
  ` https://${host} https://evil.example`,
];
