import { readFileSync } from 'node:fs';
import { isSecretKey } from '../../shared/secrets/secret-key.ts';

/** The members that are read of a gitleaks finding, or of a trufflehog one. */
type Finding = {
  Secret?: string;
  File?: string;
  StartLine?: number;
  Raw?: string;
  SourceMetadata?: { Data?: Record<string, { file?: string; line?: number }> };
};

/**
 * Lists the findings of a scanner's report whose key is real: its checksum holds. The list has no key, only where it
 * was found and its last 4 characters, which identify the secret in list-secrets and in the admin page.
 *
 * @param report JSON of `gitleaks --report-format json`, or the lines of `trufflehog --json`
 */
export const confirmFindings = (report: string): string[] =>
  parseReport(report).flatMap(({ Secret, Raw, File, StartLine, SourceMetadata }) => {
    const key = Secret ?? Raw ?? '';
    if (!isSecretKey(key)) return [];
    const [source] = Object.values(SourceMetadata?.Data ?? {});
    return [`${File ?? source?.file}:${StartLine ?? source?.line} esk_…${key.slice(-4)}`];
  });

function parseReport(report: string): Finding[] {
  const text = report.trim();
  if (text.startsWith('[')) return JSON.parse(text);
  return text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
}

if (import.meta.main) {
  const found = confirmFindings(readFileSync(0, 'utf8'));
  for (const line of found) process.stdout.write(`${line}\n`);
  process.exitCode = found.length === 0 ? 0 : 1;
}
