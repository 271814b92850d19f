import { type TextMutation, textMutations } from './mutate-text.ts';

/** The parts of a viewer's request that matter for a verdict. */
export type ViewerMutant = {
  method: string;
  /** The values of its Host headers. */
  hosts: readonly string[];
  path: string;
  query: string;
  /** The values of its Cookie headers. */
  cookies: readonly string[];
};

/** One change to a valid request, chosen by numbers; `donor` is another valid request. */
export type Step = { kind: number; one: number; two: number; donor: number };

export type Mutation = (request: ViewerMutant, step: Step, donor: ViewerMutant) => ViewerMutant;

export const changed = (text: string, { one, two }: Step): string =>
  (textMutations[one % textMutations.length] as TextMutation)(text, Math.floor(one / 64), two);

/** Changes the `two`th of the parts between separators. */
export function changePart(text: string, separator: string, { one, two, ...rest }: Step): string {
  const parts = text.split(separator);
  const index = two % parts.length;
  return parts.with(index, changed(parts[index] ?? '', { ...rest, one, two: one ^ two })).join(separator);
}

/** Replaces a part with the donor's. */
export function splicePart(text: string, donor: string, separator: string, { one }: Step): string {
  const [parts, others] = [text.split(separator), donor.split(separator)];
  const index = one % parts.length;
  return parts.with(index, others[index % others.length] ?? '').join(separator);
}

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

/** Changes to any viewer request. */
export const commonMutations: readonly Mutation[] = [
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

/** Applies the changes, one after another. */
export const mutate = (
  request: ViewerMutant,
  steps: readonly Step[],
  { mutations, donors }: { mutations: readonly Mutation[]; donors: readonly ViewerMutant[] },
): ViewerMutant =>
  steps.reduce((mutant, step) => {
    const mutation = mutations[step.kind % mutations.length] as Mutation;
    return mutation(mutant, step, donors[step.donor % donors.length] ?? request);
  }, request);
