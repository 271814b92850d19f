/** A DNS label in lower case, as the source of a regular expression. */
export const dnsLabel = '[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?';
