import { operations } from '../shared/contract/operations.ts';
import { signLoginUrl } from '../shared/embed-url/sign-login-url.ts';
import { signedFetch } from './signed-fetch.ts';

const usage = `Usage: npm run -s embed -- <command> [name=value …]

Calls the API, signed with Signature Version 4. Values are taken as JSON where they are JSON, else as text;
name:=value is always JSON, for numbers: expiresIn:=60.

${operations.map(({ id, method, path }) => `  ${id.padEnd(24)} ${method.padEnd(6)} ${path}`).join('\n')}

  sign-url                 signs an embed URL with EMBED_SECRET_KEY: host, contentPath, externalId, name,
                           and any further claim

Environment: EMBED_API_URL, AWS_REGION, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN.
Without them: the API of \`npm start\`, as the admin of acme.
`;

const [command = '', ...pairs] = process.argv.slice(2);
try {
  await main(command, parsePairs(pairs));
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
}

async function main(id: string, members: Record<string, unknown>): Promise<void> {
  if (id === 'sign-url') return signUrl(members);
  const operation = operations.find((candidate) => candidate.id === id);
  if (operation === undefined) throw new Error(usage);

  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) => {
    const value = members[name];
    if (value === undefined) throw new Error(`${id} needs ${name}=…`);
    delete members[name];
    return encodeURIComponent(String(value));
  });
  const hasMembers = Object.keys(members).length > 0;
  const { status, body } = await (operation.method === 'GET'
    ? callApi()('GET', hasMembers ? `${path}?${new URLSearchParams(members as never)}` : path)
    : callApi()(operation.method, path, hasMembers ? members : undefined));
  const text = `${JSON.stringify(body, null, 2)}\n`;
  if (status < 400) {
    process.stdout.write(text);
  } else {
    process.stderr.write(`${status} ${text}`);
    process.exitCode = 1;
  }
}

function signUrl({ host, ...claims }: Record<string, unknown>): void {
  const secretKey = process.env.EMBED_SECRET_KEY ?? '';
  if (secretKey === '') throw new Error('sign-url needs the key in EMBED_SECRET_KEY');
  const url = signLoginUrl({ secretKey, host: String(host ?? ''), claims: claims as never });
  // The local edge speaks plain HTTP; the scheme isn't signed.
  const isLocal = /^[^/]*\.localhost(?::\d+)?$/.test(String(host));
  process.stdout.write(`${isLocal ? url.replace(/^https:/, 'http:') : url}\n`);
}

function callApi(): ReturnType<typeof signedFetch> {
  const {
    EMBED_API_URL = 'http://127.0.0.1:4100',
    AWS_REGION = 'us-east-1',
    AWS_ACCESS_KEY_ID = 'AKIALOCALACMEADMIN00',
    AWS_SECRET_ACCESS_KEY = 'local-acme-admin',
    AWS_SESSION_TOKEN,
  } = process.env;
  return signedFetch({
    apiUrl: EMBED_API_URL,
    region: AWS_REGION,
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    ...(AWS_SESSION_TOKEN === undefined ? {} : { sessionToken: AWS_SESSION_TOKEN }),
  });
}

function parsePairs(pairs: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    pairs.map((pair) => {
      const [, name = '', sign, value = ''] = /^([^=:]+)(:?=)(.*)$/s.exec(pair) ?? [];
      if (name === '') throw new Error(`${pair} is not of the form name=value`);
      return [name, sign === ':=' ? JSON.parse(value) : parseValue(value)];
    }),
  );
}

/** `true`, `{"country":"FR"}`, `["a"]` are JSON; everything else, numbers too, is text: ids look like numbers. */
function parseValue(text: string): unknown {
  if (!/^(?:true|false|null|[[{].*)$/s.test(text)) return text;
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
}
