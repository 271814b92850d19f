import type { ExitCode } from './exit-codes.ts';

export type CommandErrorOptions = {
  exitCode: ExitCode;
  /** What the user can do next. */
  next: string;
  /** The request's method and URL. */
  address?: string;
  requestId?: string;
  /** Further lines: what is wrong with each field. */
  details?: readonly string[];
};

/** An error for the user of the command line. Its texts hold no key and no signed URL. */
export class CommandError extends Error {
  override name = 'CommandError';
  readonly options: CommandErrorOptions;

  constructor(message: string, options: CommandErrorOptions) {
    super(message);
    this.options = options;
  }

  get exitCode(): ExitCode {
    return this.options.exitCode;
  }

  /** The lines that are printed. */
  get lines(): string[] {
    const { details = [], address, requestId, next } = this.options;
    return [
      `Error: ${this.message}`,
      ...details.map((detail) => `  ${detail}`),
      ...(address === undefined ? [] : [`Address: ${address}`]),
      ...(requestId === undefined ? [] : [`Request ID: ${requestId}`]),
      `Next: ${next}`,
    ];
  }
}
