import { isOrganizationId } from '../../../shared/organizations/organization-id.ts';
import { isSecretId } from '../../../shared/secrets/secret-id.ts';

export const views = ['secrets', 'try-it', 'inspect', 'sessions', 'activity', 'settings'] as const;
export type View = (typeof views)[number];

/** The current location, in the URL's hash: `#/acme/secrets` or `#/acme/secrets/<secret ID>`. */
export type Route = {
  organizationId: string | undefined;
  view: View;
  /** The secret that the view is about: its page, its sessions, its events. */
  secretId: string | undefined;
};

export function parseRoute(hash: string): Route {
  const [, organizationId = '', view = '', secretId = ''] = hash.split('/');
  return {
    organizationId: isOrganizationId(organizationId) ? organizationId : undefined,
    view: views.find((known) => known === view) ?? 'secrets',
    secretId: isSecretId(secretId) ? secretId : undefined,
  };
}

export const hrefOf = (organizationId: string, view: View, secretId?: string): string =>
  `#/${organizationId}/${view}${secretId === undefined ? '' : `/${secretId}`}`;
