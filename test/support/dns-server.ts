import { createSocket } from 'node:dgram';
import { once } from 'node:events';

export type DnsServer = {
  /** As `Resolver.setServers` takes it. */
  address: string;
  port: number;
  close: () => Promise<void>;
};

/** What a name server says to a question for TXT records: the strings of each record, an error, or nothing. */
export type DnsResponse = readonly (readonly string[])[] | 'NXDOMAIN' | 'SERVFAIL' | 'silence';

const responseCodes = { SERVFAIL: 2, NXDOMAIN: 3 };

/** A name server on this machine (RFC 1035) that responds as a test decides. */
export async function startDnsServer(respond: (name: string) => DnsResponse): Promise<DnsServer> {
  const socket = createSocket('udp4');
  socket.on('message', (query, { port, address }) => {
    const { name, end } = readName(query);
    const response = respond(name);
    if (response !== 'silence') socket.send(encode(query.subarray(0, end), response), port, address);
  });
  socket.bind(0, '127.0.0.1');
  await once(socket, 'listening');
  const { port } = socket.address();
  const close = async () => {
    socket.close();
    await once(socket, 'close');
  };
  return { address: `127.0.0.1:${port}`, port, close };
}

/** The name of the question, which follows the header of 12 bytes, and where the question ends. */
function readName(query: Buffer): { name: string; end: number } {
  const labels: string[] = [];
  let at = 12;
  for (let length = query[at] ?? 0; length > 0; length = query[at] ?? 0) {
    labels.push(query.toString('latin1', at + 1, at + 1 + length));
    at += 1 + length;
  }
  return { name: labels.join('.'), end: at + 5 };
}

/** @param question the query's header and question */
function encode(question: Buffer, response: Exclude<DnsResponse, 'silence'>): Buffer {
  const message = Buffer.from(question);
  const records = typeof response === 'string' ? [] : response;
  message.writeUInt16BE(0x8180 | (typeof response === 'string' ? responseCodes[response] : 0), 2);
  message.writeUInt16BE(records.length, 6);
  message.writeUInt32BE(0, 8);
  return Buffer.concat([message, ...records.map(txtRecord)]);
}

function txtRecord(strings: readonly string[]): Buffer {
  const data = Buffer.concat(strings.map((text) => Buffer.from([text.length, ...Buffer.from(text)])));
  // A pointer to the question's name, type TXT, class IN, no time to live, the length of the data.
  const header = Buffer.from([0xc0, 12, 0, 16, 0, 1, 0, 0, 0, 0, data.length >> 8, data.length & 0xff]);
  return Buffer.concat([header, data]);
}
