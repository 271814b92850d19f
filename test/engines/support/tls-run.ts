import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { request as httpRequest, type RequestListener } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { hostPageHandler } from '../../../examples/host-page/host-page.ts';
import { callAs } from '../../../local/call-as.ts';
import { principalNamed } from '../../../local/principals.ts';
import { region, startLocalRun } from '../../../local/run.ts';

export type TlsRun = {
  /** The sample host page, on another site than the embed host. */
  hostPage: string;
  embedHost: string;
  callApi: ReturnType<typeof callAs>;
  /** Takes the cookies from the responses that an iframe gets, as a browser does that keeps none. */
  dropCookiesOfIframes: boolean;
  close: () => Promise<void>;
};

/** The local run behind TLS with a certificate of its own: over plain HTTP, WebKit drops `__Host-` cookies. */
export async function startTlsRun(): Promise<TlsRun> {
  const run = await startLocalRun({ api: 0, edge: 0, web: 0 });
  const credentials = selfSigned();
  const edge = await listen(credentials, (message, response) => {
    const { method, url: path, headers } = message;
    const forwarded = httpRequest(
      { host: '127.0.0.1', port: run.ports.edge, method, path, headers },
      (incoming) => {
        if (tlsRun.dropCookiesOfIframes && headers['sec-fetch-dest'] === 'iframe')
          delete incoming.headers['set-cookie'];
        response.writeHead(incoming.statusCode ?? 502, incoming.headers);
        incoming.pipe(response);
      },
    );
    forwarded.on('error', () => response.destroy());
    message.pipe(forwarded);
  });
  const embedHost = `acme.embed.localhost:${edge.port}`;
  const callApi = callAs(principalNamed('acme-admin'), { port: run.ports.api, region });
  const samplePage = hostPageHandler({ embedHost, organizationId: 'acme', callApi });
  const page = await listen(credentials, async (message, response) => {
    if (!(await samplePage(message, response))) response.writeHead(404).end();
  });
  const tlsRun: TlsRun = {
    hostPage: `https://127.0.0.1:${page.port}/sample`,
    embedHost,
    callApi,
    dropCookiesOfIframes: false,
    close: async () => {
      page.close();
      edge.close();
      await run.close();
    },
  };
  return tlsRun;
}

type Certificate = { key: Buffer; cert: Buffer };

async function listen(credentials: Certificate, handle: RequestListener) {
  const server = createServer(credentials, handle).listen(0, '127.0.0.1');
  await new Promise((resolve) => server.once('listening', resolve));
  const close = () => {
    server.close();
    server.closeAllConnections();
  };
  return { port: (server.address() as AddressInfo).port, close };
}

function selfSigned(): Certificate {
  const folder = mkdtempSync(join(tmpdir(), 'embed-tls-'));
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')];
  try {
    const names = 'subjectAltName=DNS:*.embed.localhost,DNS:localhost,IP:127.0.0.1';
    const subject = ['-days', '2', '-subj', '/CN=localhost', '-addext', names];
    const files = ['-keyout', key, '-out', cert];
    execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', ...subject, ...files], {
      stdio: 'ignore',
    });
    return { key: readFileSync(key), cert: readFileSync(cert) };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
