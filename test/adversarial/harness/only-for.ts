import { AsyncLocalStorage } from 'node:async_hooks';
import type { CloudFrontRequest } from 'aws-lambda';
import type { ViewerHandler } from '../../support/edge.ts';
import type { StoreBug } from './harness.ts';

/** A bug of the edge: around its handler, and between it and its table. */
export type EdgeBug = { around: (handle: ViewerHandler) => ViewerHandler; store: StoreBug };

export const noBug: EdgeBug = { around: (handle) => handle, store: (dynamodb) => dynamodb };

export const everyRequest = (): boolean => true;

/** A bug that only some requests of viewers have: it shows whether a suite draws them at all. */
export function onlyFor(isAffected: (request: CloudFrontRequest) => boolean, bug: StoreBug): EdgeBug {
  const affected = new AsyncLocalStorage<boolean>();
  return {
    around: (handle) => (event) => {
      const request = event.Records[0]?.cf.request;
      return affected.run(request !== undefined && isAffected(request), () => handle(event));
    },
    store: (dynamodb) => {
      const broken = bug(dynamodb);
      return (request, budget) => (affected.getStore() ? broken : dynamodb)(request, budget);
    },
  };
}

export const isV0 = ({ querystring }: CloudFrontRequest): boolean => querystring.includes('contentPath=');
export const isRedeem = ({ uri }: CloudFrontRequest): boolean => uri === '/embed/sso/redeem-session';
export const isAtCustomHost = ({ headers }: CloudFrontRequest): boolean =>
  headers.host?.[0]?.value.endsWith('.embed.example.com') === false;
