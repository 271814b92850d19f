import type { ErrorCode, Problem } from '../../shared/contract/errors.ts';
import { CommandError } from '../command-error.ts';
import { type ExitCode, exitCodes } from '../exit-codes.ts';
import type { TextResponse } from '../signed-fetch.ts';

const secretsOfOrganization = 'embed-secrets secrets list shows the secrets and their status';

/** What the user can do about each error of the API. */
const nextSteps: Readonly<Record<ErrorCode, string>> = {
  invalid_request: 'correct the fields; --help of the command describes them',
  embed_disabled: 'an operator turns Embed on: embed-secrets organizations enable <organization>',
  not_found: 'check the id and the organization; the list command shows what exists',
  embed_enabled: 'turn Embed off first: embed-secrets organizations disable <organization>',
  deletion_incomplete: 'run again until it completes: embed-secrets organizations delete <organization>',
  secret_limit: 'delete a secret that nothing uses any more: embed-secrets secrets delete <secret>',
  organization_full: 'delete a secret that nothing uses, or shorten names and limits',
  already_replaced: `rotate its successor instead; ${secretsOfOrganization}`,
  already_retired: `create a new secret: embed-secrets secrets create; ${secretsOfOrganization}`,
  no_secret: `name another secret, or create one: embed-secrets secrets create; ${secretsOfOrganization}`,
  host_unproven: 'let the owner of the domain add that TXT record, then try again in a few minutes',
  host_taken: 'release the host from the other organization first: embed-secrets hosts release <host>',
  host_held: 'wait until then; if the release was a mistake, add --force',
  idempotency_key_reused: 'run the command again',
  idempotency_target_gone: 'run the command again',
  body_too_large: 'send fewer or shorter values',
  unsupported_media_type: 'update embed-secrets: the API expects another request',
  internal_error: 'run the command again; if the error stays, give the request ID to the platform team',
  unavailable: 'run the command again in a moment',
};

/** Converts an error response to the error that is printed. */
export function apiError({ status, headers, text }: TextResponse, address: string): CommandError {
  const body = parse(text);
  const requestId = headers.get('x-request-id') ?? headers.get('apigw-requestid') ?? undefined;
  if (isProblem(body)) {
    const faults = body.errors?.map(({ field, message }) => `${field} ${message}`) ?? [];
    const details = faults.filter((fault) => !body.detail.includes(fault));
    return new CommandError(`${body.title}: ${body.detail} (${status} ${body.code})`, {
      exitCode: exitCodeOf(status),
      details,
      address,
      requestId: body.requestId,
      next: nextSteps[body.code] ?? 'update embed-secrets: the API has an error that it does not know',
    });
  }
  return new CommandError(`The API returned ${status}.`, {
    exitCode: exitCodeOf(status),
    address,
    ...(requestId === undefined ? {} : { requestId }),
    next: nextStepOf(status),
  });
}

function nextStepOf(status: number): string {
  if (status === 401 || status === 403) {
    return 'these credentials may not do this: check them (aws sts get-caller-identity), --organization, --region and the clock of this machine';
  }
  if (status === 404 || (status >= 300 && status < 400)) {
    return "this isn't the address of the API, or its version is older than this command: check --api-url";
  }
  return status >= 500 || status === 429
    ? 'run the command again in a moment'
    : 'check --api-url: the response is not one of Embed Secrets';
}

function exitCodeOf(status: number): ExitCode {
  const codes: Readonly<Record<number, ExitCode>> = {
    400: exitCodes.usage,
    401: exitCodes.forbidden,
    403: exitCodes.forbidden,
    404: exitCodes.notFound,
    409: exitCodes.conflict,
    413: exitCodes.usage,
    415: exitCodes.usage,
    429: exitCodes.unavailable,
    503: exitCodes.unavailable,
  };
  return codes[status] ?? exitCodes.failed;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isProblem = (body: unknown): body is Problem =>
  typeof body === 'object' && body !== null && 'code' in body && 'detail' in body && 'title' in body;
