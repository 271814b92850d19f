import { Resolver } from 'node:dns/promises';

/**
 * Looks up the TXT records of a DNS name. None if the name doesn't exist or has none; `undefined` if DNS didn't
 * respond in time, or failed: then nothing is known.
 */
export type TxtRecords = (name: string) => Promise<readonly string[] | undefined>;

/** Of an attempt, of which there are two; the second waits twice as long. */
const attemptMs = 500;
/** Of a lookup, whatever the number of name servers. */
const lookupMs = 2000;

/** DNS errors that mean that there is no such record. ENOTFOUND is NXDOMAIN; EBADNAME a name that can't exist. */
const noRecord: readonly unknown[] = ['ENOTFOUND', 'ENODATA', 'EBADNAME'];

/**
 * Looks up TXT records within 2 seconds.
 *
 * @param servers `<address>:<port>` of the name servers. Default: the machine's
 */
export const txtRecords =
  (servers?: readonly string[]): TxtRecords =>
  async (name) => {
    const resolver = new Resolver({ timeout: attemptMs, tries: 2 });
    if (servers !== undefined) resolver.setServers(servers);
    const timer = setTimeout(() => resolver.cancel(), lookupMs);
    try {
      const records = await resolver.resolveTxt(name);
      // RFC 7208, section 3.3: the strings of one record are one text, without spaces between them.
      return records.map((strings) => strings.join(''));
    } catch (error) {
      return noRecord.includes((error as NodeJS.ErrnoException).code) ? [] : undefined;
    } finally {
      clearTimeout(timer);
    }
  };
