/**
 * The headers of every file of the admin page. The local run and CloudFront send the same.
 *
 * @param addresses.apiUrl what the page may call besides its own origin
 * @param addresses.signInUrls what else it calls to sign in: the origins of Cognito
 * @param addresses.embeddedPages what it may show in an iframe, as a CSP source: `https://*.embed.example.com`
 */
export const securityHeaders = ({
  apiUrl,
  signInUrls = [],
  embeddedPages,
}: {
  apiUrl: string;
  signInUrls?: readonly string[];
  embeddedPages: string;
}): Record<string, string> => ({
  'content-security-policy': [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self'",
    // Cloudscape's style sheet carries its font.
    'font-src data:',
    `connect-src ${["'self'", apiUrl, ...signInUrls].join(' ')}`,
    `frame-src ${embeddedPages}`,
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
