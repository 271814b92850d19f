import { loginFormats, redeem, type UrlFormat, v0 } from '../harness/formats.ts';
import { type EdgeResponse, type Harness, hostOf, page } from '../harness/harness.ts';
import type { Random } from '../harness/random.ts';
import type { StoreProxy } from '../harness/store-proxy.ts';

/**
 * What one kind of request may cost: requests to the table, and the capacity units that it reads and writes. A login
 * is counted alongside the write of its session: that takes a request, but no time.
 */
export type RequestCost = {
  what: string;
  requests: number;
  read: number;
  written: number;
  accepted: boolean;
  /** Runs before anything is counted; its result is passed to `act`. */
  prepare?: () => Promise<string>;
  act: (prepared: string) => Promise<EdgeResponse>;
};

type Setting = {
  harness: Harness;
  proxy: StoreProxy;
  random: Random;
  organizationId: string;
  secretKey: string;
  /** Not yet cached by the edge. */
  customHost: string;
};

const largeGroups = ['g'.repeat(60_000)];

/** The budget of every kind of request, in the order in which they are sent. */
export async function requestCosts({
  harness,
  proxy,
  random,
  organizationId,
  secretKey,
  customHost,
}: Setting): Promise<RequestCost[]> {
  const host = hostOf(organizationId);
  const pendingSession = async (groups: string[] = []) => {
    const claims = { contentPath: '/dashboards/1', externalId: 'user-1', name: 'Ada', groups };
    const { body } = await harness.call('create-session', { organizationId, body: claims });
    return String(body.sessionId);
  };
  const open = ({ sign, optional }: UrlFormat, { at = host, sessionId = '' } = {}) => {
    const exp = Math.floor(Date.now() / 1000) + 60;
    const [parameters = {}] = optional;
    const visit = { host: at, secretKey, nonce: random.word(32), exp, sessionId, optional: parameters };
    return harness.view({ host: at, target: sign(visit) });
  };
  const login = () => harness.view(harness.visit(organizationId, secretKey));
  const { cookie } = await login();

  /** Carries out the first write and loses its response. */
  const losingOneResponse = async (act: () => Promise<EdgeResponse>) => {
    let lost = false;
    proxy.treat = ({ operation, text }) => {
      if (lost || operation !== 'UpdateItem' || !text.includes('"SESSION#')) return { kind: 'pass' };
      lost = true;
      return { kind: 'reset', carriedOut: true };
    };
    return await act().finally(() => {
      proxy.treat = () => ({ kind: 'pass' });
    });
  };
  const free = { requests: 0, read: 0, written: 0, accepted: false };
  const anyFormat = random.pick(loginFormats);
  return [
    ...loginFormats.map((format) => ({
      ...{ what: `login ${format.name}`, requests: 3, read: 1, written: 3, accepted: true },
      act: () => open(format),
    })),
    {
      // Counted as a v0 login, too.
      ...{ what: 'login v0', requests: 4, read: 1, written: 4, accepted: true },
      act: () => open(v0),
    },
    {
      ...{ what: 'redeem', requests: 3, read: 1, written: 3, accepted: true },
      prepare: () => pendingSession(),
      act: (sessionId) => open(redeem, { sessionId }),
    },
    {
      ...{ what: 'login on a custom host', requests: 4, read: 2, written: 3, accepted: true },
      act: () => open(anyFormat, { at: customHost }),
    },
    {
      ...{ what: 'login on a cached custom host', requests: 3, read: 1, written: 3, accepted: true },
      act: () => open(anyFormat, { at: customHost }),
    },
    {
      // Counted, refused, read, and taken back.
      ...{ what: 'login with a used URL', requests: 5, read: 2, written: 4, accepted: false },
      prepare: async () => {
        const visit = harness.visit(organizationId, secretKey);
        await harness.view(visit);
        return visit.target;
      },
      act: (target) => harness.view({ host, target }),
    },
    {
      ...{ what: 'session', requests: 1, read: 2, written: 0, accepted: true },
      act: () => harness.view(page(organizationId, cookie)),
    },
    {
      ...{ what: 'redeem with 60 KB of claims', requests: 3, read: 1, written: 3, accepted: true },
      prepare: () => pendingSession(largeGroups),
      act: (sessionId) => open(redeem, { sessionId }),
    },
    {
      ...{ what: 'session with 60 KB of claims', requests: 1, read: 2, written: 0, accepted: true },
      prepare: async () => (await open(redeem, { sessionId: await pendingSession(largeGroups) })).cookie,
      act: (large) => harness.view(page(organizationId, large)),
    },
    { ...free, what: 'jwks', act: () => harness.view({ host, target: '/.well-known/jwks.json' }) },
    {
      ...{ ...free, what: 'prefetch of a login' },
      act: () =>
        harness.view({ ...harness.visit(organizationId, secretKey), headers: { 'Sec-Purpose': 'prefetch' } }),
    },
    { ...free, what: 'no cookie', act: () => harness.view({ host, target: '/' }) },
    {
      ...{ ...free, what: 'forged cookie' },
      act: () => harness.view(page(organizationId, cookie.replace(/\.[\w-]{43}\./, `.${'A'.repeat(43)}.`))),
    },
    {
      ...{ what: 'login with an unknown key', requests: 1, read: 1, written: 0, accepted: false },
      act: () => harness.view(harness.visit(organizationId, 'no key')),
    },
    {
      ...{ what: 'login whose response was lost', requests: 5, read: 2, written: 5, accepted: true },
      act: () => losingOneResponse(login),
    },
    {
      ...{ what: 'redeem whose response was lost', requests: 5, read: 2, written: 5, accepted: true },
      prepare: () => pendingSession(),
      act: (sessionId) => losingOneResponse(() => open(redeem, { sessionId })),
    },
  ];
}
