import { verifySignature } from '../../../local/sigv4.ts';
import type { SignatureVerifier } from './sigv4-mutation.ts';
import type { ViewerMutant } from './viewer-mutants.ts';
import type { ViewerBug } from './viewer-mutation.ts';

/** Bugs of the authorizer. */
export const signatureBugs = (): Record<string, SignatureVerifier> => ({
  'takes a payload as not signed': (request, options) => {
    const declared = request.headers['x-amz-content-sha256'];
    if (declared !== 'UNSIGNED-PAYLOAD') return verifySignature(request, options);
    return request.headers.authorization === undefined ? undefined : 'AKIAACME';
  },
  'reads the path decoded': (request, options) =>
    verifySignature(
      { ...request, path: request.path.replace(/%[46][0-9a-f]/gi, decodeURIComponent) },
      options,
    ),
  'fails where a header is missing': (request, options) => {
    if (request.headers['x-amz-date'] === undefined) throw new TypeError('no date');
    return verifySignature(request, options);
  },
});

/** Bugs of the edge: each changes the request that the real edge gets, or its response. */
export function viewerBugs(): Record<string, ViewerBug> {
  /** The real edge sees the valid request whenever a mutant resembles it. */
  const takesFor =
    (resembles: (mutant: Shown, right: ViewerMutant) => boolean): ViewerBug =>
    (handle, all) =>
    async (event) => {
      const request = event.Records[0]?.cf.request;
      if (request === undefined) return await handle(event);
      const shown = { query: request.querystring, cookie: request.headers.cookie?.[0]?.value ?? '' };
      const right = all.find((each) => each.path === request.uri && resembles(shown, each));
      if (right === undefined) return await handle(event);
      request.querystring = right.query;
      const [cookie] = right.cookies;
      if (cookie !== undefined) request.headers.cookie = [{ key: 'Cookie', value: cookie }];
      return await handle(event);
    };
  return {
    'compares signatures in any case': takesFor(
      ({ query }, right) => right.query !== '' && query.toLowerCase() === right.query.toLowerCase(),
    ),
    'takes the first of two signatures': takesFor(
      ({ query }, right) => right.query !== '' && query.startsWith(`${right.query}&signature`),
    ),
    'does not look at the end of a cookie': takesFor(({ cookie }, right) => {
      const [known] = right.cookies;
      return known !== undefined && cookie.slice(0, -1) === known.slice(0, -1);
    }),
    'does not look at the secret of a cookie': takesFor(({ cookie }, right) => {
      const known = right.cookies[0]?.split('.') ?? [];
      return known.length > 0 && cookie.split('.').toSpliced(1, 1).join() === known.toSpliced(1, 1).join();
    }),
    'fails where a query holds a zero byte': (handle) => async (event) => {
      const text = event.Records[0]?.cf.request.querystring ?? '';
      return text.includes('%00') ? { status: '500' } : await handle(event);
    },
  };
}

/** Bugs in the formats that sign values but not names: rarer, since each format is a share of the mutants. */
export function signedValueBugs(): Record<string, ViewerBug> {
  /** The real edge sees another query than the one sent, at a path. */
  const reads =
    (path: string, rewrite: (query: string) => string): ViewerBug =>
    (handle) =>
    async (event) => {
      const request = event.Records[0]?.cf.request;
      if (request?.uri === path) request.querystring = rewrite(request.querystring);
      return await handle(event);
    };
  const redeemPath = '/embed/sso/redeem-session';
  return {
    'takes any one parameter of v0 for the one listed': reads('/embed/login', (query) =>
      query.includes('payload=') || query.includes('userAttributes=')
        ? query
        : query.replace(/(?<=^|&)(?:theme|branch|groups|prefersDark)=/, 'userAttributes='),
    ),
    'trims the values of v0': reads('/embed/login', (query) =>
      query.includes('payload=')
        ? query
        : query.replace(/=(?:%20|\+|%0A)+/g, '=').replace(/(?:%20|\+|%0A)+(?=&|$)/g, ''),
    ),
    'takes the theme of a redeem URL for its prefersDark': reads(redeemPath, (query) =>
      query.includes('prefersDark=') ? query : query.replace(/(?<=^|&)theme=/, 'prefersDark='),
    ),
    'takes an empty parameter of a redeem URL for none': reads(redeemPath, (query) =>
      query.replace(/&(?:theme|branch|filterSearchParam)=(?=&|$)/g, ''),
    ),
  };
}

type Shown = { query: string; cookie: string };
