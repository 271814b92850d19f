import type { OperationId } from '../../../../shared/contract/operations.ts';
import { type Acme, type BrokenUrl, hour } from './acme.ts';

const change = ({ api, secret }: Acme, operation: OperationId, body?: object) =>
  api.call(operation, { organizationId: 'acme', secretId: secret.secretId, body });

/** URLs whose secret exists but doesn't let them in. */
export const brokenSecrets: BrokenUrl[] = [
  [
    'signed with a secret that is disabled',
    'secret_disabled',
    async (acme) => {
      const url = acme.v1();
      acme.pass(60_000);
      await change(acme, 'disable-secret');
      return url;
    },
  ],
  [
    'signed with a secret that is disabled for 10 minutes',
    'secret_disabled',
    async (acme) => {
      await change(acme, 'disable-secret', { minutes: 10 });
      return acme.v1();
    },
  ],
  [
    'signed with a secret whose retirement has come',
    'secret_retired',
    async (acme) => {
      await change(acme, 'schedule-retirement', { retiresAt: '2026-01-01T13:00:00.000Z' });
      acme.pass(hour);
      return acme.v1();
    },
  ],
  [
    'signed with a secret that was replaced without an overlap',
    'secret_retired',
    async (acme) => {
      await change(acme, 'rotate-secret', { name: 'Production, second', overlapHours: 0 });
      return acme.v1();
    },
  ],
  [
    'signed with a secret that is limited to other paths',
    'outside_limits',
    async (acme) => {
      await change(acme, 'limit-secret', { paths: ['/reports', '/assets'] });
      return acme.v1();
    },
  ],
  [
    'signed with a secret that is limited to other hosts',
    'outside_limits',
    async (acme) => {
      await change(acme, 'limit-secret', { hosts: ['staging.acme.com'] });
      return acme.v1();
    },
  ],
  [
    'signed with a secret that is limited to URLs with a shorter life',
    'outside_limits',
    async (acme) => {
      await change(acme, 'limit-secret', { maxExpiresInSeconds: 600 });
      return acme.v1();
    },
  ],
  [
    'v0, signed with a secret that is limited in the life of its URLs',
    'outside_limits',
    async (acme) => {
      await acme.acceptV0([]);
      await change(acme, 'limit-secret', { maxExpiresInSeconds: 600 });
      return await acme.v0();
    },
  ],
  [
    '2-step: the content path is outside the limits of the secret',
    'outside_limits',
    async (acme) => {
      await change(acme, 'limit-secret', { paths: ['/reports'] });
      return await acme.redeemUrl(await acme.pending());
    },
  ],
];
