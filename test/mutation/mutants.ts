import { createHash } from 'node:crypto';
import { globSync, readFileSync } from 'node:fs';
import { Instrumenter } from '@stryker-mutator/instrumenter';
import { groups } from './groups.ts';
import { ignorer } from './ignored.ts';

/** A change of the code. Its id is that of the switch in the instrumented source. */
export type Mutant = {
  id: string;
  group: string;
  file: string;
  line: number;
  operator: string;
  original: string;
  replacement: string;
  /** The same for the same change of the same file: what is known of it holds until the file changes. */
  key: string;
};

type Position = { line: number; column: number };

const silent = () => false;
const logger = {
  ...{ isTraceEnabled: silent, isDebugEnabled: silent, isInfoEnabled: silent },
  ...{ isWarnEnabled: silent, isErrorEnabled: silent, isFatalEnabled: silent },
  ...{ trace: silent, debug: silent, info: silent, warn: silent, error: silent, fatal: silent },
};

/** Every file of the groups with all its mutants in it, each behind a switch. */
export async function instrument(): Promise<{ sources: Map<string, string>; mutants: Mutant[] }> {
  const groupOf = new Map(
    Object.entries(groups).flatMap(([group, patterns]) => filesOf(patterns).map((file) => [file, group])),
  );
  const files = [...groupOf.keys()].map((name) => ({
    name,
    content: readFileSync(name, 'utf8'),
    mutate: true,
  }));
  const commented = files.find(({ content }) => content.includes('Stryker disable'));
  if (commented !== undefined) throw new Error(`${commented.name} switches mutations off in a comment`);

  const options = { plugins: null, excludedMutations: [], ignorers: [ignorer] };
  const { files: instrumented, mutants } = await new Instrumenter(logger).instrument(files, options);
  const contents = new Map(files.map(({ name, content }) => [name, content]));
  return {
    sources: new Map(instrumented.map(({ name, content }) => [name, content])),
    mutants: mutants
      .filter(({ status }) => status !== 'Ignored')
      .map(({ id, fileName, location, mutatorName, replacement }) => {
        const content = contents.get(fileName) ?? '';
        return {
          id,
          group: groupOf.get(fileName) ?? '',
          file: fileName,
          line: location.start.line + 1,
          operator: mutatorName,
          original: textAt(content, location),
          replacement,
          key: hash(JSON.stringify([fileName, location, mutatorName, replacement, content])),
        };
      }),
  };
}

/** Changes with every test and what tests use. */
export const hashOfTests = (): string =>
  hash(
    globSync('test/{shared,lambdas,support}/**/*.ts')
      .sort()
      .map((file) => readFileSync(file, 'utf8'))
      .join('\0'),
  );

function filesOf(patterns: readonly string[]): string[] {
  const excluded = patterns.filter((pattern) => pattern.startsWith('!')).map((pattern) => pattern.slice(1));
  const included = patterns.filter((pattern) => !pattern.startsWith('!'));
  return globSync(included, { exclude: excluded }).sort();
}

const hash = (text: string): string => createHash('sha256').update(text).digest('base64url').slice(0, 22);

/** The text between two positions, which count from 0. */
function textAt(source: string, { start, end }: { start: Position; end: Position }): string {
  const lines = source.split('\n').slice(start.line, end.line + 1);
  const last = lines.length - 1;
  return lines
    .map((line, index) => line.slice(index === 0 ? start.column : 0, index === last ? end.column : undefined))
    .join('\n');
}
