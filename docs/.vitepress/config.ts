import { defineConfig } from 'vitepress';

const page = (text: string, link: string) => ({ text, link });

export default defineConfig({
  title: 'Embed Secrets',
  description: 'Manages the secrets that sign embed URLs, and verifies those URLs at the edge.',
  // Links into the source code work on GitHub only; test/docs/links.test.ts checks every link.
  ignoreDeadLinks: true,
  cleanUrls: true,
  themeConfig: {
    search: { provider: 'local' },
    outline: [2, 3],
    sidebar: [
      { items: [page('Start here', '/')] },
      {
        text: 'Integrate',
        items: [
          page('Sign a URL', '/integrate/sign-urls'),
          page('2-step SSO', '/integrate/two-step-sso'),
          page('Large claims', '/integrate/large-claims'),
          page('Iframes and cookies', '/integrate/iframes'),
          page("The viewer's identity", '/integrate/identity'),
          page('The duties of the application', '/integrate/application'),
          page('Messages', '/integrate/messages'),
          page('Credentials for the API', '/integrate/credentials'),
          page('The local run', '/integrate/local-run'),
          page('Move existing clients', '/integrate/migrate'),
        ],
      },
      {
        text: 'Operate',
        items: [
          page('The admin page', '/admin-page'),
          page('Sign-in', '/sign-in'),
          page('The command line', '/cli'),
          page('Rotate without fear', '/rotation'),
          page('The audit trail', '/audit-trail'),
          page('Personal data', '/personal-data'),
          page('Operations', '/operations'),
          page('Troubleshooting', '/troubleshooting'),
        ],
      },
      {
        text: 'Reference',
        items: [
          page('API', '/api'),
          page('Protocol', '/protocol'),
          page('Architecture', '/architecture'),
          page('Performance', '/performance'),
          page('Cost', '/cost'),
          page('Error codes', '/errors'),
          page('Secret scanners', '/scanners/README'),
          page('Security', '/security'),
          page('Mutation tests', '/mutation'),
          page('Changelog and versions', '/changelog'),
        ],
      },
    ],
  },
});
