import { signLoginUrl } from '../../shared/embed-url/sign-login-url.ts';
import type { AdminPageFixture } from './use-admin-page.ts';

/** A user who opens a URL in a browser context of their own. */
export async function openAs({ context, run }: AdminPageFixture, secretKey: string, name: string) {
  const host = `acme.embed.localhost:${run.ports.edge}`;
  const claims = { contentPath: '/dashboards/sales', externalId: name.toLowerCase(), name };
  const viewer = await context.browser()?.newContext();
  const page = await viewer?.newPage();
  if (page === undefined) throw new Error('no browser');
  await page.goto(signLoginUrl({ secretKey, host, claims }).replace(/^https:/, 'http:'));
  return {
    status: async () => (await page.reload())?.status(),
    leave: async () => await viewer?.close(),
  };
}
