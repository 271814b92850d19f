import * as v from 'valibot';
import { isIdentifier } from '../embed-url/claim-rules.ts';
import { dnsLabel } from '../hosts/dns-label.ts';
import { isHostName } from '../hosts/host.ts';
import { isOrganizationId, reservedOrganizationIds } from '../organizations/organization-id.ts';
import { isSecretId } from '../secrets/secret-id.ts';
import { isSessionId } from '../sessions/session-id.ts';
import { rule } from './rule.ts';

const text = v.string('must be a string');

/** The ID of a viewer in the customer's system. */
export const externalId = v.pipe(
  text,
  rule(
    (value: string) => isIdentifier(value),
    'must be 1 to 255 characters',
    { minLength: 1, maxLength: 255 },
    'out_of_range',
  ),
);

/** The parameters of paths, each by its name in {@link ./operations.ts}. */
export const organizationId = v.pipe(
  text,
  rule(isOrganizationId, 'is not an organization id', {
    pattern: '^[a-z0-9]+(-[a-z0-9]+)*$',
    maxLength: 63,
    not: { enum: reservedOrganizationIds },
  }),
);
export const secretId = v.pipe(
  text,
  rule(isSecretId, 'is not a secret id', { pattern: '^[0-7][0-9A-HJKMNP-TV-Z]{25}$' }),
);
export const sessionId = v.pipe(
  text,
  rule(isSessionId, 'is not a session id', { pattern: '^[ns]\\.[A-Za-z0-9]{32}$' }),
);
export const host = v.pipe(
  text,
  rule(isHostName, 'is not a host name', {
    pattern: `^${dnsLabel}(?:\\.${dnsLabel})*$`,
    maxLength: 253,
  }),
);
