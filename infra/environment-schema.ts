import * as v from 'valibot';
import type { Table } from '../shared/dynamodb.ts';
import { publicPathFault } from '../shared/public-paths.ts';
import { tables } from '../shared/tables.ts';
import { type Environment, type EnvironmentName, environmentNames, environments } from './environments.ts';

/** Its message says in one sentence which environment can't be deployed, and why. */
export class NotDeployableError extends Error {
  override name = 'NotDeployableError';
}

/**
 * Finds an environment by its name.
 *
 * @param name from the command line, unvalidated
 * @param table replaces {@link environments} in tests
 * @throws {NotDeployableError} if there is no such environment, or something in it is missing or invalid
 */
export function environmentOf(
  name: unknown,
  table: Readonly<Record<string, unknown>> = environments,
): Environment & { name: EnvironmentName } {
  const known = environmentNames.find((candidate) => candidate === name);
  if (known === undefined) {
    const given = name === undefined ? 'No environment is named' : `There is no environment "${name}"`;
    throw new NotDeployableError(`${given}; give one of ${environmentNames.join(', ')}.`);
  }
  const checked = v.safeParse(schemaOf(known), table[known] ?? {});
  if (!checked.success) {
    const faults = checked.issues.map((issue) => `${v.getDotPath(issue) ?? 'it'} ${messageOf(issue)}`);
    throw new NotDeployableError(`The environment "${known}" is incomplete: ${faults.join(', ')}.`);
  }
  return { name: known, ...(checked.output as Environment) };
}

const messageOf = (issue: v.BaseIssue<unknown>): string =>
  issue.input === undefined ? 'is missing' : issue.kind === 'validation' ? issue.message : 'is not usable';

const text = (pattern: RegExp, message: string) => v.pipe(v.string(), v.regex(pattern, message));
const domain = text(/^(?:[a-z0-9-]+\.)+[a-z]{2,}$/, 'is not a domain');
const logDays = [1, 3, 5, 7, 14, 30, 60, 90, 120, 150, 180, 365, 400, 545, 731, 1096, 1827, 2192, 2557, 2922];

// The trail records tables whose names begin like ours.
const tableName = (table: Table) =>
  v.optional(text(new RegExp(`^${table}[\\w.-]*$`), `is not ${table} with something after it`));
const audience = v.pipe(v.string(), v.url('is not a URL'));
const origin = v.variant('kind', [
  v.strictObject({ kind: v.literal('https'), domainName: domain, audience }),
  v.strictObject({
    kind: v.literal('load-balancer'),
    loadBalancerArn: text(
      /^arn:aws:elasticloadbalancing:[\w-]+:\d{12}:loadbalancer\/app\/.+$/,
      'is not an application load balancer',
    ),
    domainName: domain,
    audience,
  }),
  v.strictObject({
    kind: v.literal('function-url'),
    domainName: text(
      /^[a-z0-9]+\.lambda-url\.[a-z0-9-]+\.on\.aws$/,
      'is not the host of a function URL: <id>.lambda-url.<region>.on.aws',
    ),
    audience,
  }),
]);

const schemaOf = (name: EnvironmentName) =>
  v.strictObject({
    account: text(/^\d{12}$/, 'is not 12 digits'),
    region: text(/^[a-z]{2}(?:-[a-z]+)+-\d$/, 'is not a region'),
    embedDomain: domain,
    customHosts: v.array(domain),
    certificateArn: text(
      /^arn:aws:acm:us-east-1:\d{12}:certificate\/[\w-]+$/,
      'is not a certificate in us-east-1, where CloudFront takes them from',
    ),
    hostedZone: v.strictObject({ id: text(/^Z[A-Z0-9]+$/, 'is not a hosted zone'), name: domain }),
    sessionDefaults: v.strictObject({
      sessionLengthHours: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(576)),
    }),
    origin,
    tableNames: v.optional(
      v.strictObject(Object.fromEntries(tables.map(({ name }) => [name, tableName(name)]))),
    ),
    publicPaths: v.optional(
      v.array(
        v.pipe(
          v.string(),
          v.rawCheck(({ dataset, addIssue }) => {
            const fault = dataset.typed ? publicPathFault(dataset.value) : undefined;
            if (fault !== undefined) addIssue({ message: `(${dataset.value}) ${fault}` });
          }),
        ),
      ),
    ),
    retention: v.strictObject({
      logDays: v.picklist(logDays),
      keepsData: v.literal(name !== 'dev'),
    }),
    alarmAddress: v.pipe(v.string(), v.email('is not an e-mail address')),
  });
