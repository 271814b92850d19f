import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';

const smoke = (...args: string[]) => {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['smoke/main.ts', ...args], {
    encoding: 'utf8',
    env: { PATH: process.env.PATH, AWS_EC2_METADATA_DISABLED: 'true' },
  });
  return { status, stdout, stderr };
};

describe('npm run smoke', () => {
  it('--help shows the options and the exit statuses', () => {
    const { status, stdout } = smoke('--help');
    expect(status).toBe(0);
    expect(stdout).toContain('--environment <name>   dev, staging, production');
    expect(stdout).toContain('Exit status: 0 if every response was right');
  });

  it.each([
    ['no environment', [], '--environment <name> is required.'],
    ['an unknown environment', ['--environment', 'qa'], 'There is no environment "qa"'],
    ['an unknown option', ['--env', 'dev'], "Unknown option '--env'"],
    [
      'an edge address with a path',
      ['--environment', 'dev', '--edge-address', 'http://h/x'],
      '--edge-address',
    ],
    ['an edge address that is none', ['--environment', 'dev', '--edge-address', 'h:80'], '--edge-address'],
  ])('says in one sentence what is wrong with the arguments: %s', (_, args, message) => {
    const { status, stdout, stderr } = smoke(...args);
    expect([status, stdout]).toEqual([2, '']);
    expect(stderr).toContain(message);
    expect(stderr.trim().split('\n')).toHaveLength(2);
  });
});
