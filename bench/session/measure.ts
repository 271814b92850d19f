import { generateKeyPairSync, sign } from 'node:crypto';
import { Agent, request } from 'node:https';
import { createRequire } from 'node:module';
import type { CloudFrontRequestEvent } from 'aws-lambda';
import { signLoginUrl } from '../../shared/embed-url/sign-login-url.ts';
import { type ViewerHandler, viewerEvent } from '../../test/support/edge.ts';
import { type Comparison, type Contender, compare } from '../compare.ts';

/**
 * Compares handlers of session requests, in a process whose standard output nobody reads: the edge writes its log there,
 * as in Lambda. Started with {@link MeasureSettings} in `argv`; each message names a comparison.
 */
export type MeasureSettings = {
  files: { deployed: string; withoutNetwork: string; onSdk: string };
  endpoint: string;
  secretKey: string;
};

const { files, endpoint, secretKey }: MeasureSettings = JSON.parse(process.argv[2] ?? '');
const host = 'acme.embed.example.com';
/** More than the edge caches identities of. */
const sessionCount = 400;

const load = (file: string): ViewerHandler => createRequire(import.meta.url)(file).handler;
const deployed = load(files.deployed);
const withoutNetwork = load(files.withoutNetwork);
const onSdk = load(files.onSdk);

/** A request of a new session. */
async function sessionRequest(externalId: string): Promise<CloudFrontRequestEvent> {
  const claims = {
    contentPath: '/dashboards/sales',
    externalId,
    name: 'Ada Lovelace',
    userAttributes: { region: ['EMEA', 'APAC'], quota: 7 },
    groups: ['sales', 'marketing'],
  };
  const { pathname, search } = new URL(signLoginUrl({ secretKey, host, claims }));
  const response = await deployed(viewerEvent({ host, target: pathname + search }));
  const cookie = response?.headers?.['set-cookie']?.[0]?.value.split(';', 1)[0];
  if (cookie === undefined) throw new Error('no session');
  const headers = {
    Accept: 'text/html,application/xhtml+xml',
    Cookie: cookie,
    'Sec-Fetch-Dest': 'iframe',
    'Sec-Fetch-Site': 'cross-site',
    'User-Agent': 'Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/140.0.0.0',
  };
  return viewerEvent({ host, target: '/api/dashboards/sales?page=1', headers });
}

const events: CloudFrontRequestEvent[] = [];
for (let user = 0; user < sessionCount; user++) events.push(await sessionRequest(`user-${user}`));

/** Handles requests of one session after the other, or of one session only. */
function requests(handle: ViewerHandler, count = events.length): Contender {
  let next = 0;
  return async (calls) => {
    for (let made = 0; made < calls; made++) {
      const event = events[next++ % count];
      const result = event && (await handle(event));
      if (result?.headers?.['x-embed-identity'] === undefined) throw new Error('refused');
    }
  };
}

const agent = new Agent({ keepAlive: true });
const { hostname, port } = new URL(endpoint);
const body = JSON.stringify({ bare: true });

/** The response to a session request of the deployed edge, by the plainest client. */
const bareRequests: Contender = async (calls) => {
  for (let made = 0; made < calls; made++) {
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amz-target': 'bench' };
    const sent = request({ agent, hostname, port, method: 'POST', path: '/', headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () => {
        JSON.parse(Buffer.concat(chunks).toString());
        resolve();
      });
    });
    sent.on('error', reject);
    sent.end(body);
    await promise;
  }
};

const { privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' });
const text = Buffer.alloc(700, 'a');

/** As every JWT library on `node:crypto` makes them. */
const signatures: Contender = (calls) => {
  for (let made = 0; made < calls; made++) {
    sign('sha256', text, { key: privateKey, dsaEncoding: 'ieee-p1363' });
  }
};

const comparisons: Record<string, () => Promise<Comparison>> = {
  bare: () => compare(requests(deployed), bareRequests),
  sdk: () => compare(requests(deployed), requests(onSdk)),
  otherSessions: () => compare(requests(withoutNetwork), signatures),
  oneSession: () => compare(requests(withoutNetwork, 1), signatures),
};

// Responses that the table has to remember first.
for (const handle of [deployed, withoutNetwork, onSdk]) await requests(handle)(sessionCount);

process.on('message', async (name: string) => process.send?.(await comparisons[name]?.()));
process.send?.('ready');
