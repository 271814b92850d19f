import type { Command, Option } from 'commander';

/** The argument with which a shell asks for the words that can follow. */
export const completeArgument = '__complete';

/**
 * The candidates for the last word.
 *
 * @param words those after the name of the program; the last one can be incomplete or empty
 * @returns an empty array if any value is allowed: the shell then completes file names
 */
export function completions(program: Command, words: readonly string[]): string[] {
  const previous = words.slice(0, -1);
  const incomplete = words.at(-1) ?? '';
  const command = commandOf(program, previous);
  const options = [...command.options, ...program.options].filter(({ hidden }) => !hidden);
  const valued = options.find((option) => takesValue(option) && isNamed(option, previous.at(-1)));
  const candidates =
    valued !== undefined
      ? (valued.argChoices ?? [])
      : incomplete.startsWith('-')
        ? options.flatMap(({ long }) => long ?? [])
        : [...command.commands.map((child) => child.name()), ...choicesOf(command)];
  return candidates.filter((candidate) => candidate.startsWith(incomplete));
}

const choicesOf = ({ registeredArguments: [first] }: Command): string[] => first?.argChoices ?? [];

const takesValue = ({ required, optional }: Option): boolean => required || optional;

const isNamed = ({ long, short }: Option, word: string | undefined): boolean =>
  word !== undefined && (word === long || word === short);

/** The command that the words lead to; options and their values don't lead anywhere. */
const commandOf = (program: Command, words: readonly string[]): Command =>
  words.reduce(
    (command, word) => command.commands.find((child) => child.name() === word) ?? command,
    program,
  );

/** What a shell evaluates to offer these words: `source <(embed-secrets completion bash)`. */
export const completionScripts: Readonly<Record<string, string>> = {
  bash: `_embed_secrets() {
  local IFS=$'\\n'
  COMPREPLY=($(embed-secrets ${completeArgument} "\${COMP_WORDS[@]:1:COMP_CWORD}"))
}
complete -o default -F _embed_secrets embed-secrets
`,
  zsh: `#compdef embed-secrets
_embed_secrets() {
  local -a found
  found=(\${(f)"$(embed-secrets ${completeArgument} "\${(@)words[2,CURRENT]}")"})
  if (( $#found )); then compadd -a found; else _files; fi
}
compdef _embed_secrets embed-secrets
`,
  fish: `complete -c embed-secrets -a '(embed-secrets ${completeArgument} (commandline -opc)[2..] (commandline -ct))'
`,
};
