import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { acmeAdmin, acmeServer, callApi, view } from '../support/local.ts';
import { useLocalRun } from '../support/use-local-run.ts';

const page = readFileSync(new URL('../../docs/integrate/two-step-sso.md', import.meta.url), 'utf8');

const ports = useLocalRun();

it.each([{}, { prefersDark: 'true' }, { prefersDark: 'system', theme: 'dawn & dusk' }])(
  'shows code whose redeem URL opens, with %o',
  async (options) => {
    const [, code = ''] = /```js\n(.*?)```/s.exec(page) ?? [];
    const { signRedeemUrl } = await import(`data:text/javascript,${encodeURIComponent(code)}`);
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
