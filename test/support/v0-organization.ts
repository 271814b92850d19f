import type { TestDynamoDb } from './dynamodb.ts';
import { edgeOrganization, targetOf } from './edge-organization.ts';

/** The last day on which the organization accepts v0. */
const v0Until = '2026-06-30';

/**
 * An organization that still accepts v0, and the viewer for whom the npm client signs its URLs.
 *
 * @param parameterSets the optional parameters that its URLs have; none: v0 isn't accepted
 */
export async function v0Organization(
  database: TestDynamoDb,
  parameterSets: string[][] | undefined,
  options: Parameters<typeof edgeOrganization>[1] = {},
) {
  const settings = parameterSets === undefined ? {} : { acceptV0: { until: v0Until, parameterSets } };
  const organization = await edgeOrganization(database, { ...options, settings });
  const { host, secret, identity } = organization;
  const view = (url: string, cookie?: string) => organization.view(targetOf(url), cookie);
  /** Opens a URL. Returns the redirect, and the claims that the origin gets. */
  const open = async (url: string) => {
    const { status, headers, cookie } = await view(url);
    return {
      status,
      location: headers.location,
      claims: cookie === '' ? {} : (await identity(cookie)).claims,
    };
  };
  const viewer = { host, secret: secret.secretKey, externalId: 'user-1', name: 'Ada' };
  return { ...organization, view, open, viewer };
}
