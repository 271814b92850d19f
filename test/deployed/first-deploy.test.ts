import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CloudFormationClient, CreateStackCommand } from '@aws-sdk/client-cloudformation';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { environments } from '../../infra/environments.ts';
import { sendHttpRequest } from '../../smoke/http-request.ts';
import { cdkSynth } from '../infra/support/synthesize.ts';
import { resourcesOf, type Template } from '../infra/support/templates.ts';
import { type ApiRecorder, startApiRecorder } from './support/api-recorder.ts';
import { awsRequest, createHostedZone } from './support/aws-request.ts';
import { pageDeploymentType, prepareCloudAssembly, unsupportedTypes } from './support/cloud-assembly.ts';
import { type DeployedEdge, startDeployedEdge } from './support/deployed-edge.ts';
import { type Emulator, emulatorMissing, startEmulator } from './support/emulator.ts';
import { functionLogs } from './support/function-logs.ts';
import { runbookCommands, withoutPlaceholders } from './support/runbook.ts';
import { type Shell, shell } from './support/shell.ts';

const name = 'staging';
const { account, region, hostedZone, embedDomain } = environments[name];
const missing = emulatorMissing();

describe.skipIf(missing)(`the first deploy of the runbook${missing ? ` (${missing})` : ''}`, () => {
  const outdir = mkdtempSync(join(tmpdir(), 'embed-secrets-'));
  let emulator: Emulator;
  let edge: DeployedEdge;
  let recorder: ApiRecorder;
  let run: Shell;
  let apiUrl: string;

  const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
  const templateOf = (stack: string): Template =>
    JSON.parse(readFileSync(join(outdir, `${stack}.template.json`), 'utf8'));

  beforeAll(async () => {
    [emulator] = await Promise.all([startEmulator({ account, region }), cdkSynth(name, outdir)]);
    const { endpoint } = emulator;
    prepareCloudAssembly(outdir, { [hostedZone.id]: await createHostedZone(endpoint, hostedZone.name) });
    edge = await startDeployedEdge(outdir, endpoint);
    recorder = await startApiRecorder(endpoint);
    run = shell({
      HOME: outdir,
      AWS_ENDPOINT_URL: endpoint,
      AWS_ACCESS_KEY_ID: credentials.accessKeyId,
      AWS_SECRET_ACCESS_KEY: credentials.secretAccessKey,
      AWS_EC2_METADATA_DISABLED: 'true',
      CDK_APP: outdir,
      CDK_REQUIRE_APPROVAL: 'never',
      NO_COLOR: '1',
      ...recorder.variables,
    });
  }, 120_000);

  afterAll(async () => {
    await Promise.all([edge?.close(), recorder?.close()]);
    await emulator?.close();
    rmSync(outdir, { recursive: true });
  });

  /** The runbook's commands that begin so, with the values of this environment. */
  const commands = (pattern: RegExp): readonly string[] =>
    withoutPlaceholders(
      runbookCommands('First deploy', {
        'https://….execute-api.<region>.amazonaws.com': apiUrl,
        '<account>': account,
        '<region>': region,
      }).filter((command) => pattern.test(command)),
    );

  test('has no commands but the ones that are run here, and those that set up the checkout', () => {
    const all = runbookCommands('First deploy', {});
    expect(
      all.filter((command) => !/^(?:npx cdk |export |npm run (?:-s embed|smoke) )/.test(command)),
    ).toEqual(['npm ci']);
  });

  test.each(unsupportedTypes)(
    'the emulator rejects %s, which is taken out of the templates',
    async (Type) => {
      const cloudFormation = new CloudFormationClient({ endpoint: emulator.endpoint, region, credentials });
      const TemplateBody = JSON.stringify({ Resources: { Unsupported: { Type } } });
      const created = cloudFormation.send(new CreateStackCommand({ StackName: 'Unsupported', TemplateBody }));
      await expect(created, `remove ${Type} from unsupportedTypes`).rejects.toThrow(
        `resource types: [${Type}]`,
      );
    },
  );

  test('bootstraps the account and deploys every stack', async () => {
    const { exitCode, output } = await run(commands(/^npx cdk /));
    expect(exitCode, output.slice(-3000)).toBe(0);
    apiUrl = /^EmbedSecretsApi\.ApiUrl = (\S+)$/m.exec(output)?.[1] ?? '';
    expect(apiUrl).toMatch(/^http:/);
  }, 120_000);

  test(`the emulator cannot run the function of ${pageDeploymentType}, which is taken out`, async () => {
    const { text } = await awsRequest(emulator.endpoint, {
      service: 'lambda',
      region,
      path: `/2015-03-31/functions/${await pageDeploymentFunction()}/invocations`,
      body: '{}',
    });
    expect(text, `remove ${pageDeploymentType} from the exceptions`).toContain('errorMessage');
  });

  async function pageDeploymentFunction(): Promise<string> {
    const response = await fetch(`${emulator.endpoint}/2015-03-31/functions/`, {
      headers: { authorization: `AWS4-HMAC-SHA256 Credential=test/20260101/${region}/lambda/aws4_request` },
    });
    const { Functions } = (await response.json()) as { Functions: { FunctionName: string }[] };
    const found = Functions.find(({ FunctionName }) => FunctionName.includes('CDKBucketDeployment'));
    if (found === undefined) throw new Error('the Web stack deployed no function of its own');
    return found.FunctionName;
  }

  test('responds 503 while there are no environment keys', async () => {
    const url = `https://acme.${embedDomain}/.well-known/jwks.json`;
    expect((await sendHttpRequest({ url, address: edge.address })).status).toBe(503);
  });

  test('creates the environment keys and the first organization', async () => {
    const { exitCode, output } = await run(commands(/^(?:export |npm run -s embed )/));
    expect(exitCode, output).toBe(0);
  });

  test('passes the smoke test', async () => {
    const [smoke = '', ...others] = commands(/^npm run smoke /);
    expect(others).toEqual([]);
    const { exitCode, output } = await run([`${smoke} --edge-address ${edge.address}`]);
    expect(exitCode, output).toBe(0);
    expect(output).not.toMatch(/esk_|signature=/);
  }, 60_000);

  test('creates an organization with its first admin, and removes them', async () => {
    const admins = runbookCommands('Admins of an organization', {
      '--environment staging': `--environment ${name}`,
    });
    const [creates = '', ...others] = admins.filter((command) => command.startsWith('npm run -s admins'));
    const { exitCode, output } = await run([creates, ...others]);
    expect(exitCode, output).toBe(0);
    expect(output.split('\n').filter((line) => line !== '')).toEqual([
      'Created the organization acme, with Embed on.',
      'Created ada@acme.com, admin of acme. They get an email.',
      'Created grace@acme.com, admin of acme. They get an email.',
      'Created vera@acme.com, viewer of acme. They get an email.',
      'Removed grace@acme.com. Credentials from before end within an hour.',
    ]);
    expect((await run([creates])).exitCode).toBe(1);
  }, 60_000);

  test('assigns no host without the proof of its domain', async () => {
    const embed = (command: string) => run([...commands(/^export /), `npm run -s embed -- hosts ${command}`]);
    const put = await embed('assign analytics.acme.com --organization acme');
    expect(put.exitCode, put.output).not.toBe(0);
    // 503 on a machine without DNS.
    expect(put.output).toMatch(/\((409 host_unproven|503 unavailable)\)/);
    const removed = await embed('release analytics.acme.com --yes');
    expect(removed.exitCode, removed.output).not.toBe(0);
    expect(removed.output).toContain('never belonged to an organization');
  });

  test('has called every route of the API, and none returned 5xx', () => {
    const routes = Object.values(resourcesOf(templateOf('EmbedSecretsApi'), 'AWS::ApiGatewayV2::Route'));
    const routeKeys = routes.map(({ Properties }) => String(Properties.RouteKey));
    const callsOf = (routeKey: string) => {
      const [method, path = ''] = routeKey.split(' ');
      const pattern = new RegExp(`^${path.replaceAll(/\{\w+\}/g, '[^/]+')}$`);
      return recorder.calls.filter((call) => call.method === method && pattern.test(call.path));
    };
    const uncalled = routeKeys.filter((routeKey) => callsOf(routeKey).length === 0);
    expect(uncalled, 'add a step to the smoke test (smoke/) for each').toEqual([]);
    const failed = recorder.calls.filter(({ status }) => status >= 500);
    expect(failed.filter(({ path }) => path !== '/hosts/analytics.acme.com')).toEqual([]);
  });

  test('has logged no key', async () => {
    const logs = edge.log() + (await functionLogs(emulator.endpoint, region));
    expect(logs).toContain('"event":"viewer_allowed"');
    expect(logs).toContain('"event":"secret_revealed"');
    expect(logs).not.toMatch(/esk_/);
  });
});
