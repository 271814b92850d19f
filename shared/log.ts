/** What happened, as one JSON line. Never a key, a signature, a cookie or a signed URL, nor claims. */
export type LogEvent = { event: string } & Record<string, string | number | boolean | undefined>;

export type Log = (event: LogEvent) => void;

/**
 * Writes to standard output, which Lambda sends to CloudWatch Logs. Not through `console`: with Lambda's JSON log
 * format, the runtime's `console.log` wraps each line into `{"message": "<the line, escaped>"}`, where no metric
 * filter finds its members.
 */
export const writeLog: Log = (event) => void process.stdout.write(`${JSON.stringify(event)}\n`);
