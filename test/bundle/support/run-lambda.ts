import dns from 'node:dns';
import http from 'node:http';
import https from 'node:https';
import { createRequire, syncBuiltinESMExports } from 'node:module';
import net from 'node:net';

/**
 * The process that a bundle runs in: loads the handler that `_HANDLER` names from the folder it is started in, as
 * Lambda does, and hands it each event that it is sent. With `EMBED_TEST_HTTPS_PORT`, HTTPS goes to that port of this machine
 * as plain HTTP, whatever host it is for, and with `EMBED_TEST_DNS_SERVER` DNS is that server: the bundle stays the one
 * that would be uploaded.
 */
const port = process.env.EMBED_TEST_HTTPS_PORT;
delete process.env.EMBED_TEST_HTTPS_PORT;
if (port !== undefined) {
  const agent = new http.Agent({ keepAlive: true });
  const request = ((options: http.RequestOptions, answered: (response: http.IncomingMessage) => void) =>
    http.request({ ...options, agent, hostname: '127.0.0.1', port }, answered)) as typeof https.request;
  https.request = request;
  // The edge opens a connection at start, ahead of its first request.
  https.Agent.prototype.createConnection = () => net.connect({ host: '127.0.0.1', port: Number(port) });
  syncBuiltinESMExports();
}

const nameServers = process.env.EMBED_TEST_DNS_SERVER?.split(' ') ?? [];
delete process.env.EMBED_TEST_DNS_SERVER;
if (nameServers.length > 0) {
  dns.promises.Resolver = class extends dns.promises.Resolver {
    constructor(options?: dns.ResolverOptions) {
      super(options);
      this.setServers(nameServers);
    }
  };
  syncBuiltinESMExports();
}

if (process.env.AWS_LAMBDA_LOG_FORMAT === 'JSON') {
  // As Lambda's runtime does: https://docs.aws.amazon.com/lambda/latest/dg/monitoring-cloudwatchlogs-logformat.html
  console.log = (message: unknown) =>
    void process.stdout.write(`${JSON.stringify({ timestamp: '', level: 'INFO', message })}\n`);
}

const [file = '', name = ''] = process.env._HANDLER?.split('.') ?? [];
const { [name]: handler } = createRequire(import.meta.url)(`${process.cwd()}/${file}.js`) as Record<
  string,
  (event: unknown, context: object) => Promise<unknown>
>;
if (handler === undefined) throw new TypeError(`${file}.js does not export ${name}`);
process.on('message', (event) => {
  handler(event, {}).then(
    (result) => process.send?.({ result }),
    (error) => process.send?.({ error: String(error?.stack ?? error) }),
  );
});
