import { isOrganizationId } from '../../../shared/organizations/organization-id.ts';

export const views = ['secrets', 'try-it', 'inspect', 'sessions', 'settings'] as const;
export type View = (typeof views)[number];

/** The current location, in the URL's hash: `#/acme/secrets`. */
export type Route = { organizationId: string | undefined; view: View };

export function parseRoute(hash: string): Route {
  const [, organizationId = '', view = ''] = hash.split('/');
  return {
    organizationId: isOrganizationId(organizationId) ? organizationId : undefined,
    view: views.find((known) => known === view) ?? 'secrets',
  };
}

export const hrefOf = (organizationId: string, view: View): string => `#/${organizationId}/${view}`;
