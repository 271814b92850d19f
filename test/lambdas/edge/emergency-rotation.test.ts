import { createLocalJWKSet, type JWK, jwtVerify } from 'jose';
import { expect, it } from 'vitest';
import { replaceSigningKeys } from '../../../shared/environment/replace-signing-keys.ts';
import { rotateEnvironmentKeys } from '../../../shared/environment/rotate-environment-keys.ts';
import { edgeClient, edgeConfig } from '../../support/edge.ts';
import { edgeOrganization } from '../../support/edge-organization.ts';
import { useDatabase } from '../../support/use-database.ts';

const now = Date.parse('2026-01-01T00:00:00.000Z');
const database = useDatabase(({ sdk }) => rotateEnvironmentKeys(sdk, now));

/** Whether an origin that fetches the JWKS from one edge accepts the identity that another sends it. */
async function accepts(
  { view }: { view: (target: string) => Promise<{ body: string }> },
  identity: string,
  at: number,
): Promise<boolean> {
  const { keys } = JSON.parse((await view('/.well-known/jwks.json')).body) as { keys: JWK[] };
  const { embedDomain, audience } = edgeConfig;
  const expected = { issuer: `https://${embedDomain}`, audience, currentDate: new Date(at) };
  return await jwtVerify(identity, createLocalJWKSet({ keys }), expected).then(
    () => true,
    () => false,
  );
}

it('an emergency rotation ends no session, and edges agree on the new signing key within 5 minutes', async () => {
  const { edge, host, open, view } = await edgeOrganization(database);
  const { cookie } = await open('v1');
  const fresh = edgeClient(database.edge, now);
  const remembering = { view };
  const reading = { view: (target: string) => fresh.view({ host, target }) };
  await replaceSigningKeys(database.sdk, now);

  const identities = async () => {
    const responses = [
      await view('/d/1', cookie),
      await fresh.view({ host, target: '/d/1', headers: { Cookie: cookie } }),
    ];
    return responses.map(({ forwarded }) => forwarded?.headers['x-embed-identity']?.[0]?.value ?? '');
  };
  const [old = '', current = ''] = await identities();
  expect(await accepts(remembering, old, now)).toBe(true);
  // The price: for as long as an edge remembers, an origin may refuse what it signs.
  expect(await accepts(reading, old, now)).toBe(false);
  expect(await accepts(reading, current, now)).toBe(true);

  // A session that starts at one edge is accepted by the other, and the other way round.
  const started = await open('v1');
  const elsewhere = await fresh.view({ host, target: '/d/1', headers: { Cookie: started.cookie } });
  expect(elsewhere.forwarded).toBeDefined();

  edge.now = fresh.now = now + 300_000;
  for (const identity of await identities()) {
    expect(await accepts(remembering, identity, edge.now)).toBe(true);
    expect(await accepts(reading, identity, edge.now)).toBe(true);
  }
  // A forger who still has the old key convinces nobody.
  expect(await accepts(remembering, old, now)).toBe(false);
});
