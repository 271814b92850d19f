import { startTestDynamoDb } from '../../support/dynamodb.ts';
import type { ViewerHandler } from '../../support/edge.ts';
import { v1 } from '../harness/formats.ts';
import { createSecret, makeHarness } from '../harness/harness.ts';
import { type Random, seededRandom } from '../harness/random.ts';
import type { Report } from '../harness/report.ts';
import { createOrganization } from '../harness/ways-in.ts';

const pieces = [
  ...['/', '//', '\\', '.', '..', '%2f', '%5C', '%2e', ':', '@', '?', '#', '&', '=', ';'],
  ...['a', 'dashboards', '1', 'evil.example', 'https:', 'javascript:', 'é', '\u202e', '\ud800'],
  ...['\t', '\n', '\r', ' ', '\u0000', '\u3002', '%0d%0aX-A:b', '%00'],
];

/**
 * Content paths and filters made of what URL parsers disagree about: the `Location` that they are joined to leads,
 * in a browser and in servers that decode first, to the host that was signed in to, and to the path that was signed.
 */
export async function checkLocation(
  report: Report,
  { urls, around = (handle) => handle }: { urls: number; around?: (handle: ViewerHandler) => ViewerHandler },
): Promise<void> {
  const random = seededRandom('location');
  const database = await startTestDynamoDb();
  try {
    const harness = await makeHarness(database, random, { around });
    await harness.call('rotate-environment-keys');
    const organizationId = await createOrganization(harness);
    const { secretKey } = await createSecret(harness, organizationId);
    const host = `${organizationId}.embed.example.com`;
    for (let opened = 0; opened < urls; opened++) {
      const contentPath = `${random.chance(0.9) ? '/' : ''}${drawText(random)}`;
      const filterSearchParam = random.chance(0.7) ? drawText(random) : undefined;
      const claims = { contentPath, ...(filterSearchParam === undefined ? {} : { filterSearchParam }) };
      const exp = Math.floor(Date.now() / 1000) + 60;
      const target = v1.sign({ host, secretKey, nonce: random.word(32), exp, claims });
      const { status, headers } = await harness.view({ host, target });
      report.tried(`URLs that got ${status}`);
      if (status !== 302 && status !== 403) report.found(`the edge returned ${status}`);
      if (status !== 302) continue;
      const fault = locationFault(headers.location ?? '', { host, contentPath });
      if (fault !== undefined) report.found(`a Location ${fault}`);
    }
  } finally {
    await database.close();
  }
}

/** With a fragment: a URL parser strips spaces from the end of a path that nothing follows. */
const pathOf = (reference: string, base: string): string => new URL(`${reference}#`, base).pathname;

const drawText = (random: Random): string =>
  Array.from({ length: random.below(6) }, () => random.pick(pieces)).join('');

function locationFault(
  location: string,
  { host, contentPath }: { host: string; contentPath: string },
): string | undefined {
  if (!/^[\u0020-\u007e]*$/.test(location)) return 'has characters that a header can’t carry';
  if (!location.startsWith('/')) return 'is no path';
  const base = `https://${host}/embed/login`;
  if (!URL.canParse(location, base)) return 'is no URL';
  const resolved = new URL(location, base);
  if (resolved.origin !== `https://${host}`) return 'leads to another origin';
  // Servers and proxies that decode a path before they resolve it.
  const decoded = location.replaceAll(/%2f/gi, '/').replaceAll(/%5c/gi, '\\');
  if (/^\/[/\\]/.test(decoded) || (URL.canParse(decoded, base) && new URL(decoded, base).host !== host))
    return 'leads elsewhere once it is decoded';
  if (resolved.pathname.startsWith('//')) return 'has a path that is another origin to the next redirect';
  if (pathOf(location, base) !== pathOf(contentPath, base))
    return 'leads to another path than the signed one';
  return undefined;
}
