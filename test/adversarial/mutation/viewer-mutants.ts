import { type TextMutation, textMutations } from './mutate-text.ts';

/** A viewer's request, in the parts that matter to a verdict. */
export type ViewerMutant = {
  method: string;
  /** The values of its Host headers. */
  hosts: readonly string[];
  path: string;
  query: string;
  /** The values of its Cookie headers. */
  cookies: readonly string[];
};

/** One step away from a right request, chosen by numbers; `donor` is another right one. */
export type Step = { kind: number; one: number; two: number; donor: number };

type Mutation = (request: ViewerMutant, step: Step, donor: ViewerMutant) => ViewerMutant;

const changed = (text: string, { one, two }: Step): string =>
  (textMutations[one % textMutations.length] as TextMutation)(text, Math.floor(one / 64), two);

/** Changes the `two`th of the parts that a separator makes. */
function changePart(text: string, separator: string, { one, two, ...rest }: Step): string {
  const parts = text.split(separator);
  const index = two % parts.length;
  return parts.with(index, changed(parts[index] ?? '', { ...rest, one, two: one ^ two })).join(separator);
}

/** Puts the donor's part in place of one's own. */
function splicePart(text: string, donor: string, separator: string, { one }: Step): string {
  const [parts, others] = [text.split(separator), donor.split(separator)];
  const index = one % parts.length;
  return parts.with(index, others[index % others.length] ?? '').join(separator);
}

const pairs = (query: string, change: (pairs: string[]) => string[]): string =>
  change(query.split('&')).join('&');
const hostSpellings: readonly ((host: string) => string)[] = [
  (host) => host.toUpperCase(),
  (host) => `${host}.`,
  (host) => `${host}:443`,
  (host) => ` ${host}`,
  (host) => `www.${host}`,
  (host) => `${host}@evil.example`,
  (host) => host.replace('a', 'а'),
  (host) => host.replace('.', '%2e'),
  () => '',
];
const pathSpellings: readonly ((path: string) => string)[] = [
  (path) => `${path}/`,
  (path) => `/${path}`,
  (path) => path.toUpperCase(),
  (path) => path.replace('l', '%6c'),
  (path) => `${path};x`,
  () => '/embed/login',
  () => '/embed/sso/redeem-session',
  () => '/embed/../embed/login',
  () => '/.well-known/jwks.json/../../d',
];

/** Of any viewer request. */
const common: readonly Mutation[] = [
  (request, { one }, donor) => ({
    ...request,
    hosts:
      [donor.hosts, [...request.hosts, ...donor.hosts], [...donor.hosts, ...request.hosts], []][one % 4] ??
      [],
  }),
  (request, { one }) => ({
    ...request,
    hosts: request.hosts.map(hostSpellings[one % hostSpellings.length] ?? String),
  }),
  (request, { one }) => ({
    ...request,
    path: (pathSpellings[one % pathSpellings.length] ?? String)(request.path),
  }),
  (request, { one }) => ({
    ...request,
    method: ['GET', 'get', 'HEAD', 'POST', 'PUT', 'TRACE', ''][one % 7] ?? '',
  }),
];

/** The names of some format's parameters: v0 signs none, so that one may try to pass for another. */
const optionalNames = ['theme', 'userAttributes', 'prefersDark', 'branch', 'filterSearchParam', 'groups'];
const names = [
  ...['contentPath', 'externalId', 'name', 'nonce', 'sessionId', 'payload', 'signature'],
  ...optionalNames,
];
const nameOf = (pair: string): string => pair.split('=', 1)[0] ?? '';
const spaces = ['%20', '+', '%0A', '%0D%0A', '%09', '%C2%A0', '%EF%BB%BF', '%E2%80%A8', '%00'];
const rename = (pair: string, name: string): string => name + pair.slice(nameOf(pair).length);

/** Of parameters whose values are signed one after another. */
const valueMutations: readonly Mutation[] = (
  [
    (all, { one, two }) =>
      all.with(two % all.length, rename(all[two % all.length] ?? '', names[one % names.length] ?? '')),
    (all, { one, two }) => {
      const relabelled = all.filter((pair) => optionalNames.includes(nameOf(pair)));
      const chosen = relabelled[two % relabelled.length];
      return all.map((pair) =>
        pair === chosen ? rename(pair, optionalNames[one % optionalNames.length] ?? '') : pair,
      );
    },
    // Two change their names.
    (all, { one, two }) => {
      const [index, other] = [one % all.length, two % all.length];
      const [pair = '', otherPair = ''] = [all[index], all[other]];
      return all.with(index, rename(pair, nameOf(otherPair))).with(other, rename(otherPair, nameOf(pair)));
    },
    // A value moves to its neighbour's, across a line.
    (all, { one, two }) => {
      const index = one % all.length;
      const value = (all[index] ?? '').replace(/^[^=]*=/, '');
      const rest = all.toSpliced(index, 1);
      return rest.map((pair, at) => (at === two % rest.length ? `${pair}%0A${value}` : pair));
    },
    (all, { one, two }) => {
      const value = ['', '', '%20', 'true', 'dawn', 'system'][two % 6];
      return [...all, `${optionalNames[one % optionalNames.length]}=${value}`];
    },
    // White space around a value, that signers strip.
    (all, { one, two }) => {
      const index = one % all.length;
      const space = spaces[two % spaces.length] ?? '';
      const pair = all[index] ?? '';
      return all.with(index, two % 2 === 0 ? pair + space : pair.replace('=', `=${space}`));
    },
    // The donor's value of the same name.
    (all, { one }, donor) => {
      const index = one % all.length;
      const name = nameOf(all[index] ?? '');
      const other = donor.query.split('&').find((pair) => pair.startsWith(`${name}=`));
      return other === undefined ? all : all.with(index, other);
    },
  ] as readonly ((all: string[], step: Step, donor: ViewerMutant) => string[])[]
).map(
  (change): Mutation =>
    (request, step, donor) => ({
      ...request,
      query: pairs(request.query, (all) => change(all, step, donor)),
    }),
);

export const urlMutations: readonly Mutation[] = [
  ...common,
  ...Array.from(
    { length: 12 },
    (): Mutation => (request, step) => ({
      ...request,
      query: pairs(request.query, (all) => {
        const index = step.donor % all.length;
        return all.with(index, changePart(all[index] ?? '', '=', step));
      }),
    }),
  ),
  ...valueMutations,
  ...valueMutations,
  (request, step) => ({ ...request, query: changed(request.query, step) }),
  (request) => ({ ...request, query: pairs(request.query, (all) => all.toReversed()) }),
  (request, { one }) => ({
    ...request,
    query: pairs(request.query, (all) => [...all, all[one % all.length] ?? '']),
  }),
  (request, { one }) => ({
    ...request,
    query: pairs(request.query, (all) => all.filter((_, index) => index !== one % all.length)),
  }),
  (request, step, donor) => ({ ...request, query: splicePart(request.query, donor.query, '&', step) }),
  (request, _, donor) => ({ ...request, query: `${request.query}&${donor.query}` }),
  (request, _, donor) => ({ ...request, query: donor.query }),
  (request, { one }) => ({
    ...request,
    query: `${request.query}${['&utm=1', '&', '&&', '#x', '?x', '&contentPath=/evil', '&=', ';a=b', '&payload%00=x', '&payload[]=x'][one % 10]}`,
  }),
  (request, _, donor) => ({ ...request, cookies: donor.cookies }),
];

const cookieValue = (cookie: string, change: (value: string) => string): string => {
  const equals = cookie.indexOf('=');
  return `${cookie.slice(0, equals + 1)}${change(cookie.slice(equals + 1))}`;
};
const eachCookie = (request: ViewerMutant, change: (cookie: string) => string): ViewerMutant => ({
  ...request,
  cookies: request.cookies.map(change),
});

export const cookieMutations: readonly Mutation[] = [
  ...common,
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

/** Takes the steps, one after another. */
export const mutate = (
  request: ViewerMutant,
  steps: readonly Step[],
  { mutations, donors }: { mutations: readonly Mutation[]; donors: readonly ViewerMutant[] },
): ViewerMutant =>
  steps.reduce((mutant, step) => {
    const mutation = mutations[step.kind % mutations.length] as Mutation;
    return mutation(mutant, step, donors[step.donor % donors.length] ?? request);
  }, request);
