/**
 * Whether CSP `frame-ancestors` allows pages of an origin. An empty list allows every page.
 *
 * Matches host sources as browsers do (https://www.w3.org/TR/CSP3/#match-url-to-source-expression): optional scheme,
 * `*.` for subdomains, `:*` for any port, and http upgrades to https.
 */
export function allowsFraming(frameAncestors: readonly string[], origin: string): boolean {
  const page = new URL(origin);
  return frameAncestors.length === 0 || frameAncestors.some((source) => matches(source.toLowerCase(), page));
}

function matches(source: string, page: URL): boolean {
  const [, scheme, wildcard, host = '', port] =
    /^(?:(https?):\/\/)?(\*\.)?([^:]+)(?::(\d+|\*))?$/.exec(source) ?? [];
  const isScheme = scheme === undefined || `${scheme}:` === page.protocol || page.protocol === 'https:';
  const isHost = wildcard === undefined ? page.hostname === host : page.hostname.endsWith(`.${host}`);
  const isPort = port === '*' || portOf(page.port, page.protocol) === portOf(port, page.protocol);
  return isScheme && isHost && isPort;
}

const portOf = (port: string | undefined, protocol: string): string =>
  port === undefined || port === '' ? (protocol === 'https:' ? '443' : '80') : port;
