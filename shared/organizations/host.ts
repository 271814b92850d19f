import { isOrganizationId } from './organization-id.ts';

/**
 * The organization that a host names by itself: `acme` for `acme.embed.example.com` and, on one machine,
 * `acme.embed.localhost:4200`.
 *
 * @param host a Host header in lower case, with its port if it has one
 * @param embedDomain without a port: `embed.example.com`
 * @returns `undefined` when the host is not one label below the embed domain
 */
export function organizationOfHost(host: string, embedDomain: string): string | undefined {
  const name = hostName(host);
  if (!name.endsWith(`.${embedDomain}`)) return undefined;
  const label = name.slice(0, -embedDomain.length - 1);
  return isOrganizationId(label) ? label : undefined;
}

/** A host without its port. */
export const hostName = (host: string): string => host.replace(/:\d{1,5}$/, '');
