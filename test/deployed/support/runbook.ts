import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const runbook = fileURLToPath(new URL('../../../docs/operations.md', import.meta.url));

/**
 * The commands of one section of the runbook, as somebody would paste them into a shell.
 *
 * @param title of the section, a `##` heading
 * @param values what to put in place of a text: of a placeholder or an address, for example
 * @throws {TypeError} if a placeholder, `<…>` or `…`, is left
 */
export function runbookCommands(title: string, values: Readonly<Record<string, string>>): string[] {
  const section = readFileSync(runbook, 'utf8')
    .split(/^## /m)
    .find((text) => text.startsWith(`${title}\n`));
  if (section === undefined) throw new TypeError(`the runbook has no section "${title}"`);
  const commands = [...section.matchAll(/^```sh\n(.*?)^```$/gms)].flatMap(([, block = '']) =>
    block.trim().split('\n'),
  );
  return commands.map((command) =>
    Object.entries(values).reduce((replaced, [text, value]) => replaced.replaceAll(text, value), command),
  );
}

/** @throws {TypeError} if a command has a placeholder that nothing was put in place of */
export function withoutPlaceholders(commands: readonly string[]): readonly string[] {
  const left = commands.filter((command) => /<[\w -]+>|…/.test(command));
  if (left.length > 0) throw new TypeError(`the test has no value for a placeholder in: ${left.join('; ')}`);
  return commands;
}
