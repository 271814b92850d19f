import type * as v from 'valibot';
import type { Contracts } from '../shared/contract/contracts.ts';
import type { OperationId } from '../shared/contract/operations.ts';

/** A request body and its response, for each operation. The contract decides what they can be. */
type Examples = {
  readonly [Id in OperationId]: {
    request?: v.InferInput<Contracts[Id]['body']>;
  } & (Contracts[Id]['response']['status'] extends 204
    ? { response?: never }
    : { response: v.InferOutput<Contracts[Id]['response']['body']> });
};

const id = '01JQZX3V8N4M2T6B9C5D7E1F0G';
const successor = '01JQZX9A7K3P5R8S2T4V6W1X0Y';
const createdAt = '2026-11-24T09:00:00.000Z';
const admin = 'arn:aws:sts::123456789012:assumed-role/OrganizationAdmin/ada';
const secret = {
  id,
  name: 'Production',
  maskedKey: 'esk_…9Xq2',
  createdAt,
  createdBy: admin,
  status: 'active',
} as const;
const secretKey = `esk_${'•'.repeat(28)}`;
const retiring = { ...secret, status: 'retiring', retiresAt: '2026-11-25T09:00:00.000Z' } as const;
const usage = {
  lastUsedAt: '2026-11-24T08:59:12.004Z',
  days: [{ date: '2026-11-24', logins: 1280, refused: 0 }],
  recent: [],
};
const viewer = { contentPath: '/dashboards/sales', externalId: 'user-1', name: 'Ada Lovelace' };
const sessionId = 's.4f1b0c9d8e7a6f5b4c3d2e1f0a9b8c7d';
const session = {
  id: 'n.Zk3v9QpL0aXc7Rt5Bn1Mw8Yd2Fg6Hj4S',
  externalId: 'user-1',
  name: 'Ada Lovelace',
  secretId: id,
  createdAt,
  expiresAt: '2026-11-25T09:00:00.000Z',
};
const settings = {
  sessionLengthHours: 12,
  frameAncestors: ['https://portal.acme.com'],
  acceptV0: null,
  redeemParameterSets: [['branch']],
  customClaims: ['costCenter'],
  strictClaims: false,
};

export const examples: Examples = {
  'list-secrets': {
    response: { records: [{ ...secret, lastUsedAt: usage.lastUsedAt, usage: { days: usage.days } }] },
  },
  'create-secret': {
    request: { name: 'Production', limits: { paths: ['/dashboards'] } },
    response: { ...secret, limits: { paths: ['/dashboards'] }, secretKey },
  },
  'get-secret': {
    response: { ...secret, usage, liveSessions: 42, liveSessionsComplete: true, lastActive: true },
  },
  'reveal-secret': { response: { id, secretKey } },
  'rename-secret': {
    request: { name: 'Production EU' },
    response: { ...secret, name: 'Production EU', renamedAt: '2026-11-24T10:00:00.000Z' },
  },
  'delete-secret': {
    response: { id, name: 'Production', deletedAt: '2026-11-24T10:00:00.000Z', deletedBy: admin },
  },
  'rotate-secret': {
    request: { overlapHours: 24 },
    response: { ...secret, id: successor, maskedKey: 'esk_…Lm4T', replaces: id, secretKey },
  },
  'schedule-retirement': { request: { retiresAt: '2126-11-25T09:00:00Z' }, response: retiring },
  'cancel-retirement': { response: secret },
  'disable-secret': {
    request: { minutes: 60 },
    response: {
      ...secret,
      status: 'disabled',
      disabledAt: '2026-11-24T10:00:00.000Z',
      disabledUntil: '2026-11-24T11:00:00.000Z',
    },
  },
  'enable-secret': { response: secret },
  'limit-secret': {
    request: { paths: ['/dashboards'], hosts: ['analytics.acme.com'], maxExpiresInSeconds: 300 },
    response: {
      ...secret,
      limits: { paths: ['/dashboards'], hosts: ['analytics.acme.com'], maxExpiresInSeconds: 300 },
    },
  },
  'create-session': {
    request: { ...viewer, groups: ['sales'], userAttributes: { region: 'EMEA' } },
    response: { sessionId, expiresAt: '2026-11-24T09:05:00.000Z' },
  },
  'list-sessions': { response: { records: [session] } },
  'get-session': { response: { ...session, state: 'active' } },
  'get-session-claims': { response: { claims: { ...viewer, groups: ['sales'] } } },
  'end-session': {},
  'end-all-sessions': { response: { ended: 2 } },
  'erase-viewer': { request: { externalId: 'user-1' }, response: { erased: 3 } },
  'generate-url': {
    request: { ...viewer, expiresIn: 300 },
    response: {
      url: 'https://acme.embed.example.com/embed/login?payload=…&signature=…',
      expiresAt: '2026-11-24T09:05:00.000Z',
    },
  },
  'inspect-url': {
    request: { url: 'https://acme.embed.example.com/embed/login?payload=…&signature=…' },
    response: {
      opens: false,
      format: 'v1',
      reason: 'expired',
      explanation: 'The URL expired at 2026-11-24T09:05:00.000Z.',
      secret: { id, name: 'Production' },
      claims: viewer,
    },
  },
  'list-events': {
    response: {
      records: [
        {
          id: '01JQZXA1B2C3D4E5F6G7H8J9K0',
          at: createdAt,
          type: 'secret_created',
          actor: admin,
          outcome: 'succeeded',
          secretId: id,
          secretName: 'Production',
          requestId: 'JKJaXmPLvHcESHA=',
        },
      ],
    },
  },
  'get-settings': { response: { ...settings, v0Logins: [] } },
  'update-settings': {
    request: {
      sessionLengthHours: 12,
      frameAncestors: ['https://portal.acme.com'],
      redeemParameterSets: [['branch']],
      customClaims: ['costCenter'],
    },
    response: { ...settings, v0Logins: [] },
  },
  'list-organizations': {
    response: { records: [{ organizationId: 'acme', embedEnabled: true }], nextCursor: 'acme' },
  },
  'get-organization': { response: { organizationId: 'acme', embedEnabled: true } },
  'put-organization': {
    request: { embedEnabled: true },
    response: { organizationId: 'acme', embedEnabled: true },
  },
  'delete-organization': {
    response: { organizationId: 'acme', deletedAt: '2026-11-24T10:00:00.000Z' },
  },
  'list-hosts': { response: { records: [{ host: 'analytics.acme.com', organizationId: 'acme' }] } },
  'put-host': {
    request: { organizationId: 'acme' },
    response: { host: 'analytics.acme.com', organizationId: 'acme' },
  },
  'delete-host': {},
  'rotate-environment-keys': {
    request: {},
    response: { keyId: 'k_2026-11-24', createdAt, activeAt: '2026-11-24T09:10:00.000Z' },
  },
};
