import { sessionOf } from '../support/stores.ts';

export const session = sessionOf('acme');
export const sessionsValidFrom = '2025-12-31T00:00:00.000Z';
export const withoutKeys = {
  embedEnabled: true,
  settings: { sessionLengthHours: 24, frameAncestors: [] },
  secrets: {},
  lifecycle: {},
  deletions: {},
  sessionsValidFrom,
};
