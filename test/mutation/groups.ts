/**
 * The code that decides who gets in, and that mutations must not slip into. Every mutation operator of Stryker
 * applies to all of it (`stryker.config.json`); no comment switches one off (`run.ts`).
 */
export const groups: Readonly<Record<string, readonly string[]>> = {
  verification: [
    'shared/embed-url/*.ts',
    // These sign or explain, and decide nothing.
    '!shared/embed-url/{claim-messages,nearest-claim,refusal,sign-login-url,sign-redeem-url}.ts',
  ],
  sessions: ['shared/sessions/*.ts'],
  secrets: ['shared/secrets/*.ts'],
  organizations: ['shared/organizations/*.ts'],
  hosts: ['shared/hosts/*.ts', 'shared/environment/*.ts', 'shared/dynamodb.ts'],
  edge: ['lambdas/edge/*.ts'],
  api: ['lambdas/api/http/*.ts'],
};
