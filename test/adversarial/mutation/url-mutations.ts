import {
  changed,
  changePart,
  commonMutations,
  type Mutation,
  type Step,
  splicePart,
  type ViewerMutant,
} from './viewer-mutants.ts';

const pairs = (query: string, change: (pairs: string[]) => string[]): string =>
  change(query.split('&')).join('&');

/** The parameter names of all formats: v0 doesn't sign names, so one parameter may try to pass for another. */
const optionalNames = ['theme', 'userAttributes', 'prefersDark', 'branch', 'filterSearchParam', 'groups'];
const names = [
  ...['contentPath', 'externalId', 'name', 'nonce', 'sessionId', 'payload', 'signature'],
  ...optionalNames,
];
const nameOf = (pair: string): string => pair.split('=', 1)[0] ?? '';
const spaces = ['%20', '+', '%0A', '%0D%0A', '%09', '%C2%A0', '%EF%BB%BF', '%E2%80%A8', '%00'];
const rename = (pair: string, name: string): string => name + pair.slice(nameOf(pair).length);

/** For parameters whose values are signed one after another. */
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
    // Two parameters swap names.
    (all, { one, two }) => {
      const [index, other] = [one % all.length, two % all.length];
      const [pair = '', otherPair = ''] = [all[index], all[other]];
      return all.with(index, rename(pair, nameOf(otherPair))).with(other, rename(otherPair, nameOf(pair)));
    },
    // A value moves into its neighbor's, across a line feed.
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
    // White space around a value, which signers strip.
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
  ...commonMutations,
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
