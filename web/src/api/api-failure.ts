import type { ErrorCode, FieldError, Problem } from '../../../shared/contract/errors.ts';

/**
 * Why a call failed: an error code of the API, or `unreachable` (no response), `forbidden` (IAM denied the caller),
 * `unexpected` (a response that isn't the API's).
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

  /** The validation error of one field of the request as a sentence, if it has one. */
  fieldMessage(field: string, label: string): string | undefined {
    const found = this.fieldErrors.find((error) => error.field === field);
    return found && `${label} ${found.message}.`;
  }
}

/** Parses an error response: the API's problem details (RFC 9457) or API Gateway's own 403. */
export function parseFailure(status: number, body: string): ApiFailure {
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

const transientReasons: ReadonlySet<FailureReason> = new Set([
  'unreachable',
  'unavailable',
  'internal_error',
  'unexpected',
]);

/** Whether a repeated call may succeed without any other change. */
export const isTransient = ({ reason }: ApiFailure): boolean => transientReasons.has(reason);
