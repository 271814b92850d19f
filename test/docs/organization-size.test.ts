import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { itemSize } from '../../shared/organizations/item-size.ts';
import { organizationPrimaryKey, type SecretItem } from '../../shared/organizations/organization.ts';
import { organizationMaxBytes } from '../../shared/organizations/organization-size.ts';
import type { SecretLifecycle } from '../../shared/secrets/secret-lifecycle.ts';

const page = readFileSync(new URL('../../docs/architecture.md', import.meta.url), 'utf8');

const time = '2026-01-01T00:00:00.000Z';
const id = (index: number): string => String(index).padStart(26, '0');
const caller = 'arn:aws:sts::123456789012:assumed-role/OrganizationAdmin/ada.lovelace@example.com';

type Kind = { secret: SecretItem; lifecycle: SecretLifecycle | undefined };

const typical: Kind = {
  secret: { name: 'Partner Integration', keyHint: '0000', createdAt: time, createdBy: caller },
  lifecycle: undefined,
};
/** Every field at once; 512 bytes of limits. */
const full: Kind = {
  secret: { name: 'x'.repeat(100), keyHint: '0000', createdAt: time, createdBy: caller, renamedAt: time },
  lifecycle: {
    disabledAt: time,
    disabledUntil: time,
    retiresAt: time,
    replaces: id(0),
    replacedBy: id(0),
    limits: { paths: [`/${'x'.repeat(498)}`] },
    revision: '0'.repeat(8),
  },
};

function organizationBytes(count: number, { secret, lifecycle }: Kind): number {
  const ids = Array.from({ length: count }, (_, index) => id(index));
  const each = <Value>(value: Value): Record<string, Value> =>
    Object.fromEntries(ids.map((one) => [one, value]));
  return itemSize({
    ...organizationPrimaryKey('acme'),
    embedEnabled: true,
    settings: {},
    secrets: each(secret),
    lifecycle: lifecycle === undefined ? {} : each(lifecycle),
    keys: each('0'.repeat(32)),
    disabledKeys: {},
    retiredKeys: {},
    deletions: {},
    sessionsValidFrom: time,
  });
}

const row = (label: string, bytes: number): string => {
  const units = Math.ceil(bytes / 4096);
  const number = (value: number): string => value.toLocaleString('en');
  return `| ${label} | ${number(bytes)} | ${units} | ${number(Math.floor(3000 / units))} |`;
};

it("lists the size of an organization's item, its price and its ceiling as they are computed", () => {
  const rows = [1, 10, 50].map((count) =>
    row(`${count} secret${count === 1 ? '' : 's'}, typical`, organizationBytes(count, typical)),
  );
  const fullRows = [1, 10].map((count) =>
    row(`${count} secret${count === 1 ? '' : 's'}, every field used`, organizationBytes(count, full)),
  );
  expect(organizationBytes(50, full)).toBeGreaterThan(organizationMaxBytes);
  for (const expected of [...rows, ...fullRows, row('the limit, 32 KB', organizationMaxBytes)]) {
    expect(page).toContain(`${expected}\n`);
  }
});
