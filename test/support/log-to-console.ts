/**
 * A setup file: hands the functions' log lines, which go straight to standard output, to `console.log`. Vitest
 * shows them only for tests that fail, and tests can spy on them.
 */
const write = process.stdout.write.bind(process.stdout);
let writing = false;

process.stdout.write = ((text: string | Uint8Array, ...rest: []) => {
  if (writing || typeof text !== 'string' || !text.startsWith('{"event":')) return write(text, ...rest);
  writing = true;
  try {
    // biome-ignore lint/suspicious/noConsole: where Vitest reads
    console.log(text.trimEnd());
  } finally {
    writing = false;
  }
  return true;
}) as typeof process.stdout.write;
