/**
 * The organization that belongs to the canary alone. The runbook's first deploy creates it: the canary may not,
 * because that takes an operator.
 */
export const canaryOrganizationId = 'embed-secrets-canary';
