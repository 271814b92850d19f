/** What happened, as one JSON line. Never a key, a signature, a cookie or a signed URL, nor claims. */
export type LogEvent = { event: string } & Record<string, string | number | boolean | undefined>;

export type Log = (event: LogEvent) => void;

/** Standard output, which Lambda hands to CloudWatch Logs. */
// biome-ignore lint/suspicious/noConsole: this is the log
export const consoleLog: Log = (event) => console.log(JSON.stringify(event));
