import type { RuntimeConfig } from './runtime-config.ts';

/**
 * The headers of every file of the admin page. The local run and CloudFront send the same: the page may run its own
 * scripts, call what its configuration names, and show embedded pages in an iframe.
 */
export const securityHeaders = (config: RuntimeConfig): Record<string, string> => ({
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    // Cloudscape's style sheet carries its font.
    'font-src data:',
    `connect-src ${["'self'", config.apiUrl, ...signInUrls(config)].join(' ')}`,
    `frame-src ${config.viewerScheme}://*.${config.embedDomain}`,
    "frame-ancestors 'none'",
    "base-uri 'none'",
    "form-action 'none'",
    "require-trusted-types-for 'script'",
    "trusted-types 'none'",
  ].join('; '),
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
});

/** The origins of Cognito: of the sign-in pages, which issue tokens; of the API that revokes them; of the identity pool. */
const signInUrls = ({ region, signIn }: RuntimeConfig): string[] =>
  signIn.kind === 'local'
    ? []
    : [
        signIn.signInOrigin,
        `https://cognito-idp.${region}.amazonaws.com`,
        `https://cognito-identity.${region}.amazonaws.com`,
      ];
