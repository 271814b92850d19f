import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { claims, documentation, useDocumentedPrograms } from './documented-program.ts';

const { acme, run, open } = useDocumentedPrograms();
const has = (command: string, version = '--version'): boolean => run([command, version]).status === 0;

describe('sign-urls.md', () => {
  const file = (name: string): string => join(documentation, 'sign', name);
  it.skipIf(!has('node')).for([['Node', ['node', file('sign.mjs')]]] as const)('%s', opens);
  it.skipIf(!has('python3')).for([['Python', ['python3', file('sign.py')]]] as const)('%s', opens);
  it.skipIf(!has('go', 'version')).for([['Go', ['go', 'run', file('sign.go')]]] as const)('%s', opens);
  it.skipIf(!has('java')).for([['Java', ['java', file('Sign.java')]]] as const)('%s', opens);
  it.skipIf(!has('ruby')).for([['Ruby', ['ruby', file('sign.rb')]]] as const)('%s', opens);
  it.skipIf(!has('php')).for([['PHP', ['php', file('sign.php')]]] as const)('%s', opens);

  async function opens([, command]: readonly [string, readonly string[]]) {
    const { status, headers, cookie } = await open(command);
    expect([status, headers.location]).toEqual([302, '/dashboards/sales']);
    expect((await acme.identity(cookie)).claims).toMatchObject(claims);
  }
});
