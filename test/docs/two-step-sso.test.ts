import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type LocalRun, startLocalRun } from '../../local/run.ts';
import { acmeAdmin, acmeServer, callApi, view } from '../support/local.ts';

const page = readFileSync(new URL('../../docs/integrate/two-step-sso.md', import.meta.url), 'utf8');

let run: LocalRun;
beforeAll(async () => {
  run = await startLocalRun({ api: 0, edge: 0, web: 0 });
});
afterAll(() => run.close());

it.each([{}, { prefersDark: 'true' }, { prefersDark: 'system', theme: 'dawn & dusk' }])(
  'shows code whose redeem URL opens, with %o',
  async (options) => {
    const [, code = ''] = /```js\n(.*?)```/s.exec(page) ?? [];
    const { signRedeemUrl } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
    const { ports } = run;
    const embed = '/organizations/acme/embed';
    const { body: secret } = await callApi(ports, acmeAdmin, 'POST', `${embed}/secrets`, {
      body: { name: 'Documentation' },
    });
    const { body: session } = await callApi(ports, acmeServer, 'POST', `${embed}/sessions`, {
      body: { contentPath: '/dashboards/1', externalId: 'user-1', name: 'Ada' },
    });
    const host = 'acme.embed.localhost';
    const url = signRedeemUrl(secret.secretKey, `${host}:${ports.edge}`, session.sessionId, options);
    const { pathname, search } = new URL(url);
    const response = await view(ports, host, pathname + search);
    expect(response).toMatchObject({ status: 302, headers: { location: '/dashboards/1' } });
  },
);
