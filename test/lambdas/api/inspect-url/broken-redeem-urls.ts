import { type BrokenUrl, hour } from './acme.ts';

/** Redeem URLs. */
export const brokenRedeemUrls: BrokenUrl[] = [
  [
    '2-step: redeemed after 5 minutes',
    'session_expired',
    async ({ pending, redeemUrl, pass }) => {
      const url = await redeemUrl(await pending());
      pass(2 * hour);
      return url;
    },
  ],
  [
    '2-step: redeemed twice',
    'already_used',
    async ({ pending, redeemUrl, open, pass }) => {
      const url = await redeemUrl(await pending());
      pass(60_000);
      await open(url);
      return url;
    },
  ],
  [
    '2-step: a sessionId that create-session never returned',
    'unknown_session',
    async ({ redeemUrl }) => redeemUrl('tok_123'),
  ],
  [
    '2-step with branch, which isn’t listed',
    'redeem_parameter_set',
    async ({ pending, redeemUrl }) => redeemUrl(await pending(), { branch: 'main' }),
  ],
  [
    '2-step with theme alone, where branch is listed',
    'redeem_parameter_set',
    async ({ settings, pending, redeemUrl }) => {
      await settings({ redeemParameterSets: [['branch']] });
      return redeemUrl(await pending(), { theme: 'dawn' });
    },
  ],
  [
    '2-step with a parameter of step 1',
    'unknown_parameter',
    async ({ pending, redeemUrl }) => `${await redeemUrl(await pending())}&contentPath=%2F`,
  ],
  [
    '2-step with a branch added after signing',
    'changed_after_signing',
    async ({ settings, pending, redeemUrl }) => {
      await settings({ redeemParameterSets: [['branch']] });
      return `${await redeemUrl(await pending())}&branch=main`;
    },
  ],
  [
    '2-step: ended by an admin',
    'session_ended',
    async ({ api, pending, redeemUrl }) => {
      const sessionId = await pending();
      await api.call('end-session', { organizationId: 'acme', sessionId });
      return redeemUrl(sessionId);
    },
  ],
  [
    '2-step: all sessions ended',
    'sessions_ended',
    async ({ api, pending, redeemUrl }) => {
      const url = await redeemUrl(await pending());
      await api.call('end-all-sessions', { organizationId: 'acme' });
      return url;
    },
  ],
];
