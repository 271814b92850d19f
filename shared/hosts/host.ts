import { isOrganizationId } from '../organizations/organization-id.ts';
import { dnsLabel } from './dns-label.ts';

/**
 * The organization that a host names by itself: `acme` for `acme.embed.example.com` and, on one machine,
 * `acme.embed.localhost:4200`.
 *
 * @param host a Host header in lower case, with its port if it has one
 * @param embedDomain without a port: `embed.example.com`
 * @returns `undefined` if the host isn't one label below the embed domain
 */
export function organizationOfHost(host: string, embedDomain: string): string | undefined {
  const name = hostName(host);
  if (!name.endsWith(`.${embedDomain}`)) return undefined;
  const label = name.slice(0, -embedDomain.length - 1);
  return isOrganizationId(label) ? label : undefined;
}

/** A host without its port. */
export const hostName = (host: string): string => host.replace(/:\d{1,5}$/, '');

const pattern = new RegExp(`^(?=.{1,253}$)${dnsLabel}(?:\\.${dnsLabel})*$`);

/** Whether a text is an exact DNS name in lower case, without a port. */
export const isHostName = (text: string): boolean => pattern.test(text);

/**
 * The rule that a DNS name breaks as an organization's custom host, as a message for the caller.
 *
 * @param embedDomain without a port
 * @returns `undefined` if it breaks none
 */
export function customHostProblem(host: string, embedDomain: string): string | undefined {
  if (host === embedDomain || host.endsWith(`.${embedDomain}`)) {
    return 'must be outside the embed domain, where every organization already has its host';
  }
  const labels = host.split('.');
  if (/^\d+$/.test(labels.at(-1) ?? '')) return 'must be a name, not an IP address';
  return labels.length < 3 ? 'must have at least three labels, such as analytics.acme.com' : undefined;
}
