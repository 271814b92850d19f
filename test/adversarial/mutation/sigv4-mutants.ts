import type { RawRequest } from '../harness/sign-raw.ts';
import { textMutations } from './mutate-text.ts';
import type { Step } from './viewer-mutants.ts';

type Mutation = (request: RawRequest, step: Step, donor: RawRequest) => RawRequest;

const changed = (text: string, { one, two }: Step): string =>
  textMutations[one % textMutations.length]?.(text, Math.floor(one / 64), two) ?? text;

function changeHeader(request: RawRequest, name: string, value: string | undefined): RawRequest {
  const { [name]: _, ...others } = request.headers;
  return { ...request, headers: value === undefined ? others : { ...others, [name]: value } };
}

const authorization = (request: RawRequest, change: (value: string) => string): RawRequest =>
  changeHeader(request, 'authorization', change(request.headers.authorization ?? ''));

const headerNames = ['authorization', 'x-amz-date', 'x-amz-content-sha256', 'host', 'content-type'];
const added = [
  ['x-amz-security-token', 'token'],
  ['x-amz-target', 'x'],
  ['x-http-method-override', 'DELETE'],
  ['x-forwarded-host', 'evil.example'],
  ['date', 'Thu, 01 Jan 2026 00:00:00 GMT'],
] as const;

/** Changes to a signed API request: each part, each header, and `Authorization` itself. */
export const sigV4Mutations: readonly Mutation[] = [
  (request, step) => ({ ...request, path: changed(request.path, step) }),
  (request, step) => ({ ...request, query: changed(request.query, step) }),
  (request, step) => ({ ...request, body: changed(request.body, step) }),
  (request, step) => authorization(request, (value) => changed(value, step)),
  (request, step) => {
    const name = headerNames[step.donor % headerNames.length] ?? '';
    return changeHeader(request, name, changed(request.headers[name] ?? '', step));
  },
  (request, { one }) => changeHeader(request, headerNames[one % headerNames.length] ?? '', undefined),
  // Repeated headers reach the verifier joined, as HTTP specifies.
  (request, { one }, donor) => {
    const name = headerNames[one % headerNames.length] ?? '';
    return changeHeader(request, name, `${request.headers[name]},${donor.headers[name]}`);
  },
  (request, { one }, donor) => {
    const name = headerNames[one % headerNames.length] ?? '';
    return changeHeader(request, name, donor.headers[name]);
  },
  (request, { one }) =>
    added
      .slice(one % added.length)
      .slice(0, 1)
      .reduce((mutant, [name, value]) => changeHeader(mutant, name, value), request),
  (request, { one }) => ({
    ...request,
    method: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'get'][one % 6] ?? '',
  }),
  (request, _, donor) => ({ ...request, body: donor.body }),
  (request, _, donor) => ({ ...request, path: donor.path }),
  (request, _, donor) => ({ ...request, query: donor.query }),
  (request, { one }) => ({
    ...request,
    query: request.query
      .split('&')
      .toSorted(() => (one % 3) - 1)
      .join('&'),
  }),
  (request, { one }) => ({
    ...request,
    query: `${request.query}${['&', '&a=1', '&a', '+', '%20', '&=', '&%', '&x=%ff'][one % 8]}`,
  }),
  (request) => changeHeader(request, 'x-amz-content-sha256', 'UNSIGNED-PAYLOAD'),
  (request) => changeHeader(request, 'x-amz-content-sha256', 'STREAMING-AWS4-HMAC-SHA256-PAYLOAD'),
  (request, { one }) =>
    authorization(request, (value) =>
      value.replace(/SignedHeaders=([^,]*)/, (_, names: string) => {
        const all = names.split(';');
        return `SignedHeaders=${[all.toReversed(), all.slice(1), [...all, 'x-extra'], all.filter((name) => name !== 'host'), [...all, ...all], ['host']][one % 6]?.join(';')}`;
      }),
    ),
  (request, { one }) =>
    authorization(request, (value) =>
      value.replace(
        /\/\d{8}\/us-east-1\/execute-api\//,
        (scope) =>
          [
            scope.replace('us-east-1', 'eu-west-1'),
            scope.replace('execute-api', 's3'),
            scope.replace(/\d{8}/, '20251231'),
            scope.replace(/\d{8}/, '2026010'),
            scope.toUpperCase(),
          ][one % 5] ?? '',
      ),
    ),
  (request, { one }) =>
    authorization(request, (value) =>
      value.replace(
        /[0-9a-f]{64}$/,
        (signature) =>
          [signature.toUpperCase(), signature.slice(0, 63), `${signature}0`, '0'.repeat(64), ''][one % 5] ??
          '',
      ),
    ),
  (request, _, donor) =>
    authorization(request, (value) =>
      value.replace(
        /Credential=[^/]+/,
        () => /Credential=[^/]+/.exec(donor.headers.authorization ?? '')?.[0] ?? '',
      ),
    ),
  (request, { one }) => {
    const [name, value] = Object.entries(request.headers)[one % 3] ?? ['', ''];
    return changeHeader(
      request,
      name,
      [` ${value}`, `${value}  `, value.replace(/ ?;/, '  ;'), `\t${value}`][one % 4] ?? '',
    );
  },
];
