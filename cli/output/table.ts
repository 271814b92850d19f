import stringWidth from 'fast-string-width';
import { printable } from './printable.ts';

/** Aligned columns for people, by the width that a terminal gives each character. */
export function table(headings: readonly string[], rows: readonly (readonly string[])[]): string {
  const lines = [headings, ...rows].map((row) => row.map(printable));
  const widths = headings.map((_, column) =>
    Math.max(...lines.map((line) => stringWidth(line[column] ?? ''))),
  );
  return lines.map((line) => alignedLine(line, widths)).join('\n');
}

/** One line for each field that has a value. */
export function details(fields: Readonly<Record<string, string | undefined>>): string {
  const present = Object.entries(fields).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  const width = Math.max(...present.map(([name = '']) => name.length));
  return present.map(([name = '', value = '']) => `${name.padEnd(width)}  ${printable(value)}`).join('\n');
}

/** `2026-01-31 12:00 UTC`, from ISO 8601. */
export const time = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`;

const alignedLine = (cells: readonly string[], widths: readonly number[]): string =>
  cells
    .map((cell, column) => cell + ' '.repeat((widths[column] ?? 0) - stringWidth(cell)))
    .join('  ')
    .trimEnd();
