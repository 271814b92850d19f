import type { RequestListener } from 'node:http';
import { createServer } from 'node:https';
import { crc32 } from 'node:zlib';

/**
 * A DynamoDB that responds to each read with what the real store responded to it first, so that measurements include
 * almost nothing of the table. Started as a process of its own with the settings in `argv`.
 */
const { upstream, certificate, key } = JSON.parse(process.argv[2] ?? '{}') as {
  upstream: string;
  /** PEM. */
  certificate: string;
  key: string;
};

type Remembered = { status: number; body: Buffer };
const remembered = new Map<string, Remembered>();
/** The response to a session request: what a bare request gets. */
let latest: Remembered = { status: 503, body: Buffer.alloc(0) };
const isBare = (target: string): boolean => target === 'bench';

const respond: RequestListener = (request, response) => {
  const chunks: Buffer[] = [];
  request.on('data', (chunk: Buffer) => chunks.push(chunk));
  request.on('end', async () => {
    const body = Buffer.concat(chunks);
    const target = String(request.headers['x-amz-target']);
    const id = `${target} ${body.toString('latin1')}`;
    const known = isBare(target) ? latest : (remembered.get(id) ?? (await forward(body, request.headers)));
    if (target.endsWith('BatchGetItem') && known.status === 200) {
      remembered.set(id, known);
      latest = known;
    }
    response.writeHead(known.status, {
      'content-type': 'application/x-amz-json-1.0',
      'content-length': known.body.length,
      'x-amz-crc32': String(crc32(known.body)),
      'x-amzn-requestid': 'VJV2SFSFBOTUG3QJ7Q3TVRI17JVV4KQNSO5AEMVJF66Q9ASUAAJG',
    });
    response.end(known.body);
  });
};

async function forward(body: Buffer, headers: NodeJS.Dict<string | string[]>): Promise<Remembered> {
  const names = ['content-type', 'x-amz-target', 'authorization', 'x-amz-date'];
  const response = await fetch(upstream, {
    method: 'POST',
    headers: Object.fromEntries(names.map((name) => [name, String(headers[name])])),
    body: new Uint8Array(body),
  });
  return { status: response.status, body: Buffer.from(await response.arrayBuffer()) };
}

const server = createServer({ cert: certificate, key }, respond);
server.keepAliveTimeout = 600_000;
server.listen(0, '127.0.0.1', () => {
  const address = server.address();
  process.send?.(typeof address === 'object' ? address?.port : undefined);
});
