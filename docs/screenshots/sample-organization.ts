import type { Page } from 'playwright-core';
import type { ListedSecret, SecretDetails } from '../../shared/contract/records.ts';
import { type CallApi, createSecret, secretsPath } from '../../test/support/admin-page.ts';
import { dateOf, showDetails } from '../../test/support/secret-usage.ts';

const hourMs = 3_600_000;
const ago = (hours: number): string => new Date(Date.now() - hours * hourMs).toISOString();

/** What the screenshots show of each secret, as if the organization had been at work for months. */
const ages: Record<string, { created: number; used: number | undefined }> = {
  Production: { created: 24 * 210, used: 0.4 },
  'Production 2': { created: 24 * 3, used: 0.02 },
  Staging: { created: 24 * 150, used: 24 * 9 },
  'Partner Integration': { created: 24 * 64, used: 2 },
  'Data warehouse export': { created: 24 * 31, used: 11 },
  'Mobile app (2025)': { created: 24 * 400, used: undefined },
};

/** The ids of the sample secrets by their names. */
export type SampleIds = Record<string, string>;

/** Creates secrets in every status: one is being rotated, one is disabled, one retired, one limited. */
export async function createSampleSecrets(callApi: CallApi): Promise<SampleIds> {
  const ids: SampleIds = {};
  for (const name of [
    'Mobile app (2025)',
    'Production',
    'Staging',
    'Partner Integration',
    'Data warehouse export',
  ]) {
    ids[name] = (await createSecret(callApi, name)).id;
  }
  const change = (name: string, action: string, body: object, method = 'POST') =>
    callApi(method, `${secretsPath}/${ids[name]}/${action}`, body);
  const { body: mobile } = await change('Mobile app (2025)', 'rotate', {
    name: 'Temporary',
    overlapHours: 0,
  });
  await callApi('DELETE', `${secretsPath}/${mobile.id}`);
  const { body: rotated } = await change('Production', 'rotate', { name: 'Production 2', overlapHours: 168 });
  ids['Production 2'] = String(rotated.id);
  await change('Staging', 'disable', {});
  const limits = { paths: ['/dashboards/partners', '/assets'], maxExpiresInSeconds: 600 };
  await change('Partner Integration', 'limits', limits, 'PUT');
  return ids;
}

/** Shows the sample secrets with their age, and with logins of the last 30 days. */
export async function showSampleHistory(page: Page): Promise<void> {
  await page.route(`**${secretsPath}`, async (route) => {
    if (route.request().method() !== 'GET') return await route.continue();
    const response = await route.fetch();
    const { records }: { records: ListedSecret[] } = await response.json();
    await route.fulfill({ response, json: { records: records.map(withHistory) } });
  });
  await showDetails(page, (details) => ({ ...withAge(details), usage: sampleUsage(details.name) }));
}

const withHistory = (secret: ListedSecret): ListedSecret => ({
  ...withAge(secret),
  usage: { days: sampleUsage(secret.name).days },
});

function withAge<Secret extends ListedSecret>(secret: Secret): Secret {
  const age = ages[secret.name];
  if (age === undefined) return secret;
  const { created, used } = age;
  const retired = secret.status === 'retired' ? { retiresAt: ago(24 * 20) } : {};
  return {
    ...secret,
    ...retired,
    createdAt: ago(created),
    ...(used === undefined ? {} : { lastUsedAt: ago(used) }),
  };
}

function sampleUsage(name: string): SecretDetails['usage'] {
  const used = ages[name]?.used;
  const { created = 0, used: lastUsed = Number.POSITIVE_INFINITY } = ages[name] ?? {};
  const inUse = (daysAgo: number) => daysAgo <= created / 24 && daysAgo >= Math.floor(lastUsed / 24);
  const days = Array.from({ length: 30 }, (_, daysAgo) => ({
    date: dateOf(daysAgo),
    ...loginsOf(name, daysAgo),
  }));
  const recent = name === 'Production' ? ['reports@acme.example', 'grace@acme.example'] : [];
  return {
    ...(used === undefined ? {} : { lastUsedAt: ago(used), lastRefusedAt: ago(used + 30) }),
    days: days.filter(({ logins, refused }, daysAgo) => inUse(daysAgo) && logins + refused > 0),
    recent: recent.map((externalId, index) => ({ at: ago(0.4 + index), externalId, refused: false })),
  };
}

/** Fewer at weekends; Production moves to its replacement in the last days. */
function loginsOf(name: string, daysAgo: number): { logins: number; refused: number } {
  const isWeekend = [0, 6].includes(new Date(dateOf(daysAgo)).getUTCDay());
  const usual = Math.round((isWeekend ? 0.35 : 1) * (180 + ((daysAgo * 37) % 45)));
  const moved = [0.98, 0.9, 0.55, 0.15][daysAgo] ?? 0;
  if (name === 'Production')
    return { logins: Math.round(usual * (1 - moved)), refused: daysAgo % 11 === 4 ? 6 : 0 };
  if (name === 'Production 2') return { logins: Math.round(usual * moved), refused: 0 };
  return { logins: Math.round(usual / 6), refused: daysAgo % 9 === 5 ? 4 : 0 };
}
