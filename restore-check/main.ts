import { CannotStartError } from '../smoke/cannot-start-error.ts';
import { knownEnvironment } from '../smoke/known-environment.ts';
import { parseOptions, type RestoreCheckOptions, usage } from './options.ts';
import { restoreCheck } from './restore-check.ts';

const print = (text: string) => process.stdout.write(`${text}\n`);

try {
  const options = parseOptions(process.argv.slice(2));
  if (options === 'help') print(usage);
  else process.exitCode = (await check(options)) === 0 ? 0 : 1;
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 2;
}

async function check({ environment, table, deletes }: RestoreCheckOptions): Promise<number> {
  const { region, tableNames = {} } = knownEnvironment(environment);
  if (table === (tableNames.EmbedSecrets ?? 'EmbedSecrets')) {
    throw new CannotStartError(`${table} is the table in use: name the restored one.`);
  }
  let found = 0;
  const revived = await restoreCheck({
    region,
    table,
    nameOf: (name) => tableNames[name] ?? name,
    deletes,
    report: ({ organizationId, secretId, name, deletedAt, deletedBy }) => {
      found += 1;
      print([organizationId, secretId, JSON.stringify(name), deletedAt, deletedBy].join('  '));
    },
  });
  print(`${table} revives ${found} deleted secrets${deletes ? `; ${found - revived} deleted again` : ''}.`);
  return revived;
}
