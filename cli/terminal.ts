/** Asks a person. Rejects with an `ExitPromptError` if they interrupt. */
export type Prompts = {
  /** Default: no. */
  confirm: (message: string) => Promise<boolean>;
  /** Doesn't show what is typed. */
  secret: (message: string) => Promise<string>;
};

/** Where a command runs: its environment, its streams and its prompts. */
export type Terminal = {
  env: NodeJS.ProcessEnv;
  /** Standard input, up to its end. */
  readInput: () => Promise<string>;
  writeOutput: (text: string) => void;
  writeError: (text: string) => void;
  wait: (milliseconds: number) => Promise<void>;
  /** `undefined` if the process has no interactive terminal. */
  prompts: Prompts | undefined;
};

/** The terminal of this process. Prompts go to standard error: standard output is for results. */
export function processTerminal(): Terminal {
  const { stdin, stdout, stderr, env } = process;
  const context = { input: stdin, output: stderr };
  return {
    env,
    readInput: async () => {
      const { text } = await import('node:stream/consumers');
      return await text(stdin);
    },
    writeOutput: (text) => void stdout.write(text),
    writeError: (text) => void stderr.write(text),
    wait: async (milliseconds) => {
      const { setTimeout } = await import('node:timers/promises');
      await setTimeout(milliseconds);
    },
    prompts:
      stdin.isTTY && stderr.isTTY
        ? {
            confirm: async (message) => {
              const { default: confirm } = await import('@inquirer/confirm');
              return await confirm({ message, default: false }, context);
            },
            secret: async (message) => {
              const { default: password } = await import('@inquirer/password');
              return await password({ message, mask: true }, context);
            },
          }
        : undefined,
  };
}
