import { execFileSync } from 'node:child_process';

/** The Markdown files of the repository, as paths below its root. */
export const documents = (root: string): string[] =>
  execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard', '*.md'], {
    cwd: root,
    encoding: 'utf8',
  })
    .trim()
    .split('\n');
