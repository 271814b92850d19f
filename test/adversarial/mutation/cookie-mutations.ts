import {
  changed,
  changePart,
  commonMutations,
  type Mutation,
  splicePart,
  type ViewerMutant,
} from './viewer-mutants.ts';

const cookieValue = (cookie: string, change: (value: string) => string): string => {
  const equals = cookie.indexOf('=');
  return `${cookie.slice(0, equals + 1)}${change(cookie.slice(equals + 1))}`;
};
const eachCookie = (request: ViewerMutant, change: (cookie: string) => string): ViewerMutant => ({
  ...request,
  cookies: request.cookies.map(change),
});

export const cookieMutations: readonly Mutation[] = [
  ...commonMutations,
  ...Array.from(
    { length: 8 },
    (): Mutation => (request, step) =>
      eachCookie(request, (cookie) => cookieValue(cookie, (value) => changePart(value, '.', step))),
  ),
  // A field of another session's cookie: its secret, its id, its expiry, either MAC.
  ...Array.from(
    { length: 4 },
    (): Mutation => (request, step, donor) =>
      eachCookie(request, (cookie) => splicePart(cookie, donor.cookies[0] ?? '', '.', step)),
  ),
  (request, step) => eachCookie(request, (cookie) => changed(cookie, step)),
  (request, { one }) =>
    eachCookie(request, (cookie) =>
      cookie.replace(/\d{10}/, (expires) => String(Number(expires) + (one % 100_000))),
    ),
  (request, _, donor) => ({ ...request, cookies: [...request.cookies, ...donor.cookies] }),
  (request, _, donor) => ({ ...request, cookies: [[...request.cookies, ...donor.cookies].join('; ')] }),
  (request, { one }) =>
    eachCookie(
      request,
      (cookie) =>
        [
          '__host-embed_session',
          '__Host-Embed_Session',
          'embed_session',
          ' __Host-embed_session ',
          '"__Host-embed_session"',
        ][one % 5] + cookie.slice(cookie.indexOf('=')),
    ),
  (request, { one }) =>
    eachCookie(request, (cookie) =>
      cookieValue(
        cookie,
        (value) =>
          [
            `"${value}"`,
            ` ${value} `,
            `${value}; a=b`,
            `${value},${value}`,
            `a=b; ${value}`,
            `${'x'.repeat(one % 60_000)}${value}`,
          ][one % 6] ?? '',
      ),
    ),
  (request, { one }) => eachCookie(request, (cookie) => `${'a=b;'.repeat(one % 2000)}${cookie}`),
  (request) => eachCookie(request, (cookie) => cookie.replace('v1.', 'v2.')),
];
