import type { ErrorCode, FieldError, Problem } from '../../../shared/contract/errors.ts';

/**
 * Why a call did not succeed: a code of the API, or `unreachable` (no answer came), `forbidden` (IAM refused the
 * caller), `unexpected` (an answer that is not the API's).
 */
export type FailureReason = ErrorCode | 'unreachable' | 'forbidden' | 'unexpected';

export class ApiFailure extends Error {
  override name = 'ApiFailure';
  readonly reason: FailureReason;
  readonly requestId: string | undefined;
  readonly fieldErrors: readonly FieldError[];

  constructor(reason: FailureReason, problem?: Pick<Problem, 'detail' | 'requestId' | 'errors'>) {
    super(problem?.detail ?? '');
    this.reason = reason;
    this.requestId = problem?.requestId;
    this.fieldErrors = problem?.errors ?? [];
  }

  /** What is wrong with one member of the request, as a sentence; `undefined` when nothing is. */
  ofField(field: string, label: string): string | undefined {
    const found = this.fieldErrors.find((error) => error.field === field);
    return found && `${label} ${found.message}.`;
  }
}

/** Reads an answer that is not a success: a problem of ours (RFC 9457), or API Gateway's own refusal. */
export function failureOf(status: number, body: string): ApiFailure {
  const problem = parseProblem(body);
  if (problem?.code !== undefined) return new ApiFailure(problem.code, problem);
  if (status === 403) return new ApiFailure('forbidden');
  return new ApiFailure(status >= 500 ? 'unavailable' : 'unexpected');
}

function parseProblem(body: string): Problem | undefined {
  try {
    return JSON.parse(body) as Problem;
  } catch {
    return undefined;
  }
}
