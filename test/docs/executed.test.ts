import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { codeBlocks, root } from './code-blocks.ts';
import { documents } from './documents.ts';

/** Data, not code: other tests check what matters of it. */
const dataLanguages = ['json', 'http', 'mermaid'];

/** The test that runs the code of a page, by language and position. */
const executedBy: Readonly<Record<string, string>> = {
  'README.md sh 1': '.ci/run',
  'README.md sh 2': 'test/docs/cli.test.ts',
  'README.md sh 3': 'test/deployed/first-deploy.test.ts',
  'README.md ts 1': 'test/docs/cli.test.ts',
  'docs/cli.md sh': 'test/docs/cli.test.ts',
  'docs/index.md sh': 'test/docs/npm-start.test.ts',
  'docs/integrate/application.md sh': 'test/docs/npm-start.test.ts',
  'docs/integrate/credentials.md sh': 'test/docs/cli.test.ts',
  'docs/integrate/identity.md': 'test/interop/identity.test.ts',
  'docs/integrate/large-claims.md': 'test/interop/large-claims.test.ts',
  'docs/integrate/local-run.md sh 1': 'test/docs/npm-start.test.ts',
  'docs/integrate/local-run.md': 'test/docs/cli.test.ts',
  'docs/integrate/sign-urls.md': 'test/interop/sign-urls.test.ts',
  'docs/integrate/two-step-sso.md js': 'test/docs/two-step-sso.test.ts',
  'docs/operations.md sh 1': 'test/deployed/first-deploy.test.ts',
  'docs/operations.md sh 2': 'test/deployed/first-deploy.test.ts',
  'docs/operations.md sh 3': 'test/deployed/first-deploy.test.ts',
  'docs/operations.md sh 6': 'test/docs/cli.test.ts',
  'docs/operations.md sh 9': 'test/docs/cli.test.ts',
  'docs/operations.md sh 10': 'test/docs/cli.test.ts',
  'docs/operations.md sh 13': '.ci/run',
  'docs/personal-data.md sh': 'test/docs/cli.test.ts',
  'docs/protocol.md js 1': 'test/interop/clients.test.ts',
  'docs/protocol.md js 2': 'test/local/login-flows.test.ts',
  'docs/protocol.md python': 'test/interop/clients.test.ts',
  'docs/rotation.md sh': 'test/docs/cli.test.ts',
  'packages/cdk/README.md sh 1': 'test/tarballs/cdk.test.ts',
  'packages/cli/README.md sh 1': 'test/tarballs/cli.test.ts',
  'packages/cli/README.md sh 2': 'test/tarballs/cli.test.ts',
  'packages/origin/README.md sh 1': 'test/tarballs/origin.test.ts',
  'packages/origin/README.md js 1': 'test/tarballs/origin.test.ts',
  'packages/signer/README.md sh 1': 'test/tarballs/signer.test.ts',
  'packages/signer/README.md js 1': 'test/tarballs/signer.test.ts',
};

const awsAccount = 'needs a real AWS account';
const fragment = 'a line of a program that the reader has';

/** The code that no test runs, and why not. */
const exceptions: Readonly<Record<string, string>> = {
  'README.md ts 2': fragment,
  'docs/integrate/iframes.md html': fragment,
  'docs/operations.md ts': fragment,
  'docs/operations.md sh 4': awsAccount,
  'docs/operations.md sh 5': awsAccount,
  'docs/operations.md sh 7': awsAccount,
  'docs/operations.md sh 8': awsAccount,
  'docs/operations.md sh 11': awsAccount,
  'docs/operations.md sh 12': awsAccount,
  'docs/scanners/README.md sh':
    'needs trufflehog, which no registry has; gitleaks runs in test/interop/gitleaks.test.ts',
  'packages/cdk/README.md ts': fragment,
  'packages/origin/README.md js 2': fragment,
  'packages/origin/README.md js 3': fragment,
  'packages/signer/README.md js 2': fragment,
};

/** `docs/cli.md sh 2`: the second block of shell commands of a page. */
const blocks = documents(root).flatMap((page) => {
  const counts: Record<string, number> = {};
  return codeBlocks(page)
    .filter(({ language }) => !dataLanguages.includes(language))
    .map(({ language }) => {
      const count = (counts[language] ?? 0) + 1;
      counts[language] = count;
      return [page, language, count] as const;
    });
});
const entries = { ...executedBy, ...exceptions };
/** The most exact entry counts. */
const entryOf = ([page, language, count]: (typeof blocks)[number]): string | undefined =>
  [`${page} ${language} ${count}`, `${page} ${language}`, page].find((entry) => entry in entries);

describe('the code of the documentation', () => {
  it.each(blocks.map((block) => ({ title: block.join(' '), entry: entryOf(block) })))(
    'is run by a test, or is a known exception: $title',
    ({ entry }) => expect(entry).toBeDefined(),
  );

  it('has no entry without code', () => {
    const used = new Set(blocks.map(entryOf));
    expect(Object.keys(entries).filter((entry) => !used.has(entry))).toEqual([]);
  });

  it.each([...new Set(Object.values(executedBy))])('is run by %s, which exists', (file) => {
    expect(existsSync(join(root, file))).toBe(true);
  });
});
