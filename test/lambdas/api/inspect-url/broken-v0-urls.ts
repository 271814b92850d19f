import { type BrokenUrl, host, hour, loginUrl } from './acme.ts';

/** v0 URLs. */
export const brokenV0Urls: BrokenUrl[] = [
  [
    '`+` in a v0 value read as a space',
    'plus_read_as_space',
    async ({ v0, acceptV0 }) => {
      await acceptV0([]);
      return (await v0({ name: 'Ada+Lovelace' })).replace('%2B', '+');
    },
  ],
  [
    'a parameter added to v0 after signing',
    'changed_after_signing',
    async ({ v0, acceptV0 }) => {
      await acceptV0(['theme']);
      return `${await v0()}&theme=dawn`;
    },
  ],
  [
    'a value of v0 changed after signing',
    'signature_mismatch',
    async ({ v0, acceptV0 }) => {
      await acceptV0([]);
      return (await v0()).replace('externalId=user-1', 'externalId=user-2');
    },
  ],
  ['neither v1 nor v0', 'missing_parameter', async () => `${loginUrl}?token=x`],
  [
    'v0 signed for a host without its port',
    'login_url_mismatch',
    async ({ v0, acceptV0 }) => {
      await acceptV0([]);
      return (await v0()).replace(host, `${host}:8443`);
    },
  ],
  [
    'v0 with a number that can’t be represented exactly',
    'invalid_claim',
    async ({ v0, acceptV0 }) => {
      await acceptV0(['userAttributes']);
      return v0({ userAttributes: { quota: 2 ** 60 } });
    },
  ],
  ['v0, not accepted by the organization', 'v0_not_accepted', async ({ v0 }) => v0()],
  [
    'v0, after the end date',
    'v0_not_accepted',
    async ({ v0, acceptV0, pass }) => {
      await acceptV0([]);
      const url = await v0();
      pass(200 * 24 * hour);
      return url;
    },
  ],
  [
    'v0 with an unlisted set of parameters',
    'v0_parameter_set',
    async ({ v0, acceptV0 }) => {
      await acceptV0(['theme', 'userAttributes']);
      return v0({ theme: 'dawn' });
    },
  ],
  [
    'v0 with an additional parameter',
    'unknown_parameter',
    async ({ v0, acceptV0 }) => {
      await acceptV0([]);
      return `${await v0()}&utm_source=mail`;
    },
  ],
  [
    'v0 with a padded value',
    'invalid_parameter',
    async ({ v0, acceptV0 }) => {
      await acceptV0([]);
      return (await v0()).replace('name=Ada', 'name=Ada+');
    },
  ],
  [
    'v0 percent-encoded twice',
    'double_encoded',
    async ({ v0, acceptV0 }) => {
      await acceptV0([]);
      return (await v0({ name: 'Zoë' })).replaceAll('%', '%25');
    },
  ],
];
