import { afterAll, beforeAll } from 'vitest';
import type { Ports } from '../../local/ports.ts';
import { startLocalRun } from '../../local/run.ts';
import { acmeAdmin, callApi } from './local.ts';

export const acmeHost = 'acme.embed.localhost';
export const acmeSecrets = '/organizations/acme/embed/secrets';

/** Starts a local run for the tests of a file. Returns its ports, which are known once the tests run. */
export function useLocalRun(): Ports {
  const ports: Ports = { api: 0, edge: 0, web: 0 };
  let close = () => Promise.resolve();
  beforeAll(async () => {
    const run = await startLocalRun(ports);
    close = run.close;
    Object.assign(ports, run.ports);
  });
  afterAll(() => close());
  return ports;
}

/** Creates a secret of acme. */
export const createAcmeSecret = async (ports: Ports, name = 'Production') =>
  (await callApi(ports, acmeAdmin, 'POST', acmeSecrets, { body: { name } })).body as {
    id: string;
    secretKey: string;
  };
