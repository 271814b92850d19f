import { readFileSync } from 'node:fs';
import { groups } from './groups.ts';

/** A mutant, and what became of it. */
export type Mutant = {
  file: string;
  line: number;
  operator: string;
  original: string;
  replacement: string;
  noticed: boolean;
};

type Position = { line: number; column: number };
/** The members that are read here of https://github.com/stryker-mutator/mutation-testing-elements */
type Report = {
  files: Record<
    string,
    {
      source: string;
      mutants: {
        mutatorName: string;
        replacement?: string;
        status: string;
        location: { start: Position; end: Position };
      }[];
    }
  >;
};

export const resultFile = (group: string): string => `reports/mutation/${group}.json`;

/** The mutants of every group. Those that don't compile or don't load count as none. */
export function readResults(): Mutant[] {
  return Object.keys(groups)
    .map(resultFile)
    .flatMap((path) => mutantsOf(JSON.parse(readFileSync(path, 'utf8'))));
}

function mutantsOf({ files }: Report): Mutant[] {
  return Object.entries(files).flatMap(([file, { source, mutants }]) =>
    mutants
      .filter(({ status }) => ['Killed', 'Timeout', 'Survived', 'NoCoverage'].includes(status))
      .map(({ mutatorName, replacement = '', status, location }) => ({
        file,
        line: location.start.line,
        operator: mutatorName,
        original: textAt(source, location),
        replacement,
        noticed: status === 'Killed' || status === 'Timeout',
      })),
  );
}

function textAt(source: string, { start, end }: { start: Position; end: Position }): string {
  const lines = source.split('\n').slice(start.line - 1, end.line);
  const last = lines.length - 1;
  return lines
    .map((line, index) =>
      line.slice(index === 0 ? start.column - 1 : 0, index === last ? end.column - 1 : undefined),
    )
    .join('\n');
}
