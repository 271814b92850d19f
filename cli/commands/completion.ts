import { Argument, type Command } from 'commander';
import { completionScripts } from '../completion.ts';
import type { Terminal } from '../terminal.ts';

/** `embed-secrets completion <shell>` */
export function addCompletion(program: Command, { writeOutput }: Terminal): void {
  const shells = Object.keys(completionScripts);
  program
    .command('completion')
    .description(
      'Print a script that completes commands and options: source <(embed-secrets completion bash)',
    )
    .addArgument(new Argument('<shell>', 'the shell that reads it').choices(shells))
    .action((shell: string) => {
      const script = completionScripts[shell];
      if (script === undefined) throw new TypeError(`no shell ${shell}`);
      writeOutput(script);
    });
}
