import * as v from 'valibot';
import { isHostName } from '../hosts/host.ts';
import { isOrganizationId } from '../organizations/organization-id.ts';
import { isSecretId } from '../secrets/secret-id.ts';
import { isSessionId } from '../sessions/session-id.ts';
import { rule } from './rule.ts';

const text = v.string('must be a string');

/** The parameters of paths, each by its name in {@link ./operations.ts}. */
export const organizationId = v.pipe(text, rule(isOrganizationId, 'is not an organization id'));
export const secretId = v.pipe(text, rule(isSecretId, 'is not a secret id'));
export const sessionId = v.pipe(text, rule(isSessionId, 'is not a session id'));
export const host = v.pipe(text, rule(isHostName, 'is not a host name'));
