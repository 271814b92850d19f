import { spawnSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { embed } from './embed.ts';

const complete = async (...words: string[]) =>
  (await embed(['__complete', ...words])).output.split('\n').slice(0, -1);

describe('completion', () => {
  it('offers commands, then their subcommands', async () => {
    expect(await complete('se')).toEqual(['secrets', 'sessions', 'settings']);
    expect(await complete('secrets', 're')).toEqual(['reveal', 'rename', 'retire']);
    expect(await complete('--local', 'sessions', 'end')).toEqual(['end', 'end-all', 'end-viewer']);
  });

  it('offers the options of the command and those of every command', async () => {
    expect(await complete('secrets', 'rotate', '--o')).toEqual(['--overlap-hours', '--organization']);
    expect(await complete('secrets', 'list', '--key')).toEqual([]);
  });

  it('offers the values of an option or an argument, if there is a list of them', async () => {
    expect(await complete('sessions', 'list', '--state', '')).toEqual(['active', 'pending']);
    expect(await complete('config', 'set', 'api')).toEqual(['api-url']);
    expect(await complete('secrets', 'create', '--key-file', '')).toEqual([]);
  });

  it.for([
    ['bash', 'COMP_WORDS=(embed-secrets secrets ro) COMP_CWORD=2; _embed_secrets; echo "${COMPREPLY[@]}"'],
    ['zsh', 'compadd() { print -l $found }; words=(embed-secrets secrets ro) CURRENT=3; _embed_secrets'],
    ['fish', 'complete -C "embed-secrets secrets ro"'],
  ])('works in %s', async ([shell = '', ask = ''], { skip }) => {
    if (spawnSync(shell, ['-c', 'true']).status !== 0) skip(`needs ${shell}`);
    const { output } = await embed(['completion', shell]);
    const command =
      shell === 'fish'
        ? `function embed-secrets; node cli/embed.ts $argv; end`
        : 'embed-secrets() { node cli/embed.ts "$@"; }';
    const zsh = shell === 'zsh' ? 'compdef() {}\n' : '';
    const flags = shell === 'bash' ? ['--norc'] : [];
    const script = `${command}\n${zsh}${output}\n${ask}`;
    const { stdout } = spawnSync(shell, [...flags, '-c', script], { encoding: 'utf8' });
    expect(stdout.trim()).toBe('rotate');
  });
});
