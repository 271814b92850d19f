import type { Comparison } from './compare.ts';

/** One comparison of the table in docs/performance.md. */
export type Row = {
  what: string;
  reference: string;
  /** The largest ratio that is good enough. */
  bound: number;
  measure: () => Promise<Comparison>;
};

export type Verdict = 'reached' | 'missed' | 'not measurable';
export type Result = Omit<Row, 'measure'> & Comparison & { verdict: Verdict };
export type Results = { date: string; machine: string; node: string; rows: readonly Result[] };
