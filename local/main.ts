import { hostProofOf } from './host-proof-of.ts';
import { portsOf } from './ports.ts';
import { publicPathsOf } from './public-paths-of.ts';
import { type LocalRun, startLocalRun } from './run.ts';

/** `npm start`. */
try {
  const run = await startLocalRun(portsOf(process.env), {
    dynamodbEndpoint: process.env.AWS_ENDPOINT_URL_DYNAMODB,
    publicPaths: publicPathsOf(process.env),
    hostProof: hostProofOf(process.env),
    dataFolder: process.env.EMBED_DATA,
    originUrl: process.env.EMBED_ORIGIN_URL,
  });
  for (const signal of ['SIGINT', 'SIGTERM'] as const) {
    process.once(signal, () => void run.close().then(() => process.exit(0)));
  }
  process.stdout.write(banner(run, process.env.EMBED_DATA));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}

function banner({ ports: { api, edge, web } }: LocalRun, dataFolder?: string): string {
  const variable = api === 4100 ? '' : `EMBED_API_PORT=${api} `;
  const command = 'npm run -s embed --';
  const acme = '--local --organization acme';
  return `
Embed Secrets runs on this machine.

  API          http://127.0.0.1:${api}
  edge         http://acme.embed.localhost:${edge}
  admin page   http://127.0.0.1:${web}          sign in as acme-admin, create a secret, try it
  sample page  http://127.0.0.1:${web}/sample   the whole loop in the browser
  API docs     http://127.0.0.1:${web}/api      also as OpenAPI: /openapi.json

Or in a second shell, as the admin of acme:

  1. create   key=$(${variable}${command} secrets create --name Production ${acme} --key-stdout)
  2. sign     echo "$key" | ${command} sign --host acme.embed.localhost:${edge} --content-path /dashboards/sales --external-id ada --name Ada --key-stdin
              Open the URL in a browser. It starts a session, once.
  3. delete   ${variable}${command} secrets delete Production ${acme} --yes
              Reload the page: 403.

${dataFolder === undefined ? 'Ctrl-C stops it and discards all data.' : `Ctrl-C stops it. The data stay in ${dataFolder}.`} The functions log below.

`;
}
