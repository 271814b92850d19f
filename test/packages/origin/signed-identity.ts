import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';

export const issuer = 'https://embed.example.com';
export const audience = 'https://app.example.com';
export const claims = { contentPath: '/', externalId: 'user-1', name: 'Ada' };

type KeyPair = Awaited<ReturnType<typeof generateKeyPair>>;

/** A key of the edge: signs identities as jose does, not as the code under test. */
export type EdgeKey = KeyPair & { keyId: string };

export const edgeKey = async (keyId: string, algorithm = 'ES256'): Promise<EdgeKey> => ({
  ...(await generateKeyPair(algorithm, { extractable: true })),
  keyId,
});

/** The members of an identity made at a time, in epoch seconds. */
export const identityMembers = (now: number): JWTPayload => ({
  iss: issuer,
  aud: audience,
  sub: 'user-1',
  org: 'acme',
  sid: `n.${'a'.repeat(32)}`,
  iat: now,
  exp: now + 60,
  session_exp: now + 3600,
  frame_ancestors: ['https://portal.acme.com'],
  claims,
});

/** Signs an identity. Members that are `undefined` are left out. */
export const signIdentity = (
  { privateKey, keyId }: EdgeKey,
  members: JWTPayload,
  header: { alg?: string; typ?: string } = {},
): Promise<string> =>
  new SignJWT(members)
    .setProtectedHeader({ alg: 'ES256', typ: 'JWT', kid: keyId, ...header })
    .sign(privateKey);

/** Publishes the edge's public keys, which a test can exchange or take away. */
export async function publishKeys(...published: EdgeKey[]) {
  const state = { keys: published, status: 200, fetched: 0 };
  const server: Server = createServer(async (_, response) => {
    state.fetched++;
    const keys = await Promise.all(
      state.keys.map(async ({ publicKey, keyId }) => ({
        ...(await exportJWK(publicKey)),
        kid: keyId,
        use: 'sig',
      })),
    );
    response
      .writeHead(state.status, { 'content-type': 'application/jwk-set+json' })
      .end(JSON.stringify({ keys }));
  });
  const { promise, resolve } = Promise.withResolvers<void>();
  server.listen(0, '127.0.0.1', resolve);
  await promise;
  const { port } = server.address() as AddressInfo;
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { state, close, jwksUrl: `http://127.0.0.1:${port}/.well-known/jwks.json` };
}
