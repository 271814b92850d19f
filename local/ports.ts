/** Where the services of a local run listen. */
export type Ports = { api: number; edge: number; web: number };

/**
 * Reads the ports from the environment, with the defaults that the README names. 0 means any free port.
 *
 * @throws {Error} in one sentence for the user, when a value isn't a port
 */
export function portsOf(environment: NodeJS.ProcessEnv): Ports {
  const port = (variable: string, defaultPort: number) => {
    const value = environment[variable];
    if (value === undefined) return defaultPort;
    if (!/^\d{1,5}$/.test(value) || Number(value) > 65_535)
      throw new Error(`${variable} must be a port: 0 to 65535.`);
    return Number(value);
  };
  return {
    api: port('EMBED_API_PORT', 4100),
    edge: port('EMBED_EDGE_PORT', 4200),
    web: port('EMBED_WEB_PORT', 4300),
  };
}
