import { seed } from './random.ts';

/** What a checker tried and what it found: broken promises, each in a sentence. */
export type Report = {
  tried: (what: string, count?: number) => void;
  /** How often something was tried. */
  count: (what: string) => number;
  /** The same finding counts once. */
  found: (finding: string) => void;
  findings: () => readonly string[];
  /** A figure that is neither a count nor a finding. */
  note: (text: string) => void;
};

/** @param checker its name in the output */
export function makeReport(): Report & { print: (checker: string) => void } {
  const tried = new Map<string, number>();
  const findings = new Map<string, number>();
  const notes: string[] = [];
  const startedAt = performance.now();
  return {
    tried: (what, count = 1) => void tried.set(what, (tried.get(what) ?? 0) + count),
    count: (what) => tried.get(what) ?? 0,
    found: (finding) => void findings.set(finding, (findings.get(finding) ?? 0) + 1),
    findings: () => [...findings.keys()],
    note: (text) => void notes.push(text),
    print: (checker) => {
      const seconds = ((performance.now() - startedAt) / 1000).toFixed(1);
      const counts = [...tried].map(([what, count]) => `${count.toLocaleString('en')} ${what}`);
      const found = [...findings].slice(0, 3).map(([finding, times]) => `${finding} (${times} times)`);
      const lines = [
        `${checker}: tried ${[...counts, ...notes].join(', ')} [seed ${seed}, ${seconds} s]`,
        `${checker}: found ${found.length === 0 ? 'nothing' : `${findings.size}: ${found.join('; ')}`}`,
      ];
      process.stdout.write(`${lines.join('\n')}\n`);
    },
  };
}
