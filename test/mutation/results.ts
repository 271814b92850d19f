import { appendFileSync, existsSync, mkdirSync, readFileSync } from 'node:fs';
import { dirname } from 'node:path';

/** What became of a mutant. */
export type Result = {
  key: string;
  noticed: boolean;
  /** The first test that noticed it. */
  by?: string;
  /** Of the tests that were there: what they didn't notice, tests added later may. */
  tests: string;
  milliseconds: number;
};

/** Results are added line by line: an interrupted run loses none. */
const resultFile = 'reports/mutation/results.jsonl';

export function addResult(result: Result): void {
  mkdirSync(dirname(resultFile), { recursive: true });
  appendFileSync(resultFile, `${JSON.stringify(result)}\n`);
}

/** The last result of each mutant, by its key. */
export function readResults(): Map<string, Result> {
  if (!existsSync(resultFile)) return new Map();
  const lines = readFileSync(resultFile, 'utf8').trimEnd().split('\n');
  return new Map(
    lines.map((line): [string, Result] => {
      const result: Result = JSON.parse(line);
      return [result.key, result];
    }),
  );
}
