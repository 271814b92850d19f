import { randomBytes } from 'node:crypto';
import { apiClient } from './api-client.ts';
import { CannotStartError } from './cannot-start-error.ts';
import { deployedEnvironment } from './deployed-environment.ts';
import { edgeClient } from './edge-client.ts';
import { checkEndToEnd } from './end-to-end-check.ts';
import { parseOptions, type SmokeOptions, usage } from './options.ts';
import { type StepResult, stepRunner } from './step.ts';
import { UnexpectedResponseError } from './unexpected-response.ts';

const print = (text: string) => process.stdout.write(`${text}\n`);

try {
  const options = parseOptions(process.argv.slice(2));
  if (options === 'help') print(usage);
  else process.exitCode = (await smoke(options)) ? 0 : 1;
} catch (error) {
  if (!(error instanceof CannotStartError)) throw error;
  process.stderr.write(`${error.message}\nnpm run smoke -- --help shows the options.\n`);
  process.exitCode = 2;
}

/** @returns whether every response was right */
async function smoke({ environment, edgeAddress }: SmokeOptions): Promise<boolean> {
  const { embedDomain, ...deployed } = await deployedEnvironment(environment);
  const organizationId = `smoke-${randomBytes(5).toString('hex')}`;
  print(`Smoke test of ${environment} with the organization ${organizationId}`);
  const from = performance.now();
  let steps = 0;
  const report = (result: StepResult) => {
    steps += 1;
    print(line(result));
  };
  const succeeded = await checkEndToEnd({
    api: apiClient(deployed),
    edge: edgeClient({ address: edgeAddress }),
    step: stepRunner(report),
    organizationId,
    host: `${organizationId}.${embedDomain}`,
  }).then(
    () => true,
    () => false,
  );
  const seconds = ((performance.now() - from) / 1000).toFixed(1);
  print(`${succeeded ? `All ${steps} steps succeeded` : 'Failed'} in ${seconds} s.`);
  if (!succeeded) print(`May be left behind: the organization ${organizationId}.`);
  return succeeded;
}

/** One line a step; two more with what was expected and received if it failed. Neither has a key or a URL. */
function line({ name, durationMs, error }: StepResult): string {
  const duration = `${durationMs} ms`.padStart(9);
  if (error === undefined) return `ok    ${duration}  ${name}`;
  const details =
    error instanceof UnexpectedResponseError
      ? [`expected: ${error.expected}`, `received: ${error.received}`]
      : [`no response: ${describe(error)}`];
  return [`FAIL  ${duration}  ${name}`, ...details.map((detail) => `${' '.repeat(17)}${detail}`)].join('\n');
}

/** Messages of connection errors name a host and a port, no more. */
const describe = (error: unknown): string => (error instanceof Error ? error.message : 'unknown');
