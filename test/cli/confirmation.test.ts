import { describe, expect, it } from 'vitest';
import { embed } from './embed.ts';
import { stubApi } from './stub-api.ts';

const id = '01JQZX3V6N8B4W2K7M5T9RCD1F';
const details = {
  id,
  name: 'Production',
  maskedKey: 'esk_…wxyz',
  liveSessions: 2,
  liveSessionsComplete: true,
  lastActive: true,
};
const api = await stubApi(({ method }) => ({
  status: method === 'GET' ? 200 : 204,
  body: method === 'GET' ? JSON.stringify(details) : '',
}));
const changes = () => api.requests.filter(({ method }) => method !== 'GET');

const commands = [
  ['secrets', 'delete', id],
  ['secrets', 'rotate', id, '--overlap-hours', '0'],
  ['sessions', 'end', `s.${'a'.repeat(32)}`],
  ['sessions', 'end-all'],
  ['hosts', 'release', 'analytics.acme.com'],
  ['organizations', 'disable', 'acme', '--revoke-secrets'],
  ['environment', 'rotate-keys', '--emergency'],
];
const run = (command: readonly string[], options: { confirmed?: boolean; args?: string[] } = {}) => {
  const questions: string[] = [];
  const { confirmed, args = [] } = options;
  const prompts = {
    confirm: async (question: string) => {
      questions.push(question);
      return confirmed === true;
    },
    secret: async () => '',
  };
  return embed([...command, '--local', '--organization', 'acme', ...args], {
    env: { EMBED_API_PORT: new URL(api.url).port },
    ...(confirmed === undefined ? {} : { prompts }),
  }).then((result) => ({ ...result, questions }));
};

describe.each(commands)('%s %s %s', (...command) => {
  it('changes nothing if it is not confirmed', async () => {
    api.requests.length = 0;
    const { exitCode, error, questions } = await run(command, { confirmed: false });
    expect([exitCode, questions.length]).toEqual([130, 1]);
    expect(error).toContain('Not confirmed: nothing was changed.');
    expect(changes()).toEqual([]);
  });

  it('changes nothing without a terminal to confirm it on', async () => {
    api.requests.length = 0;
    const { exitCode, error } = await run(command);
    expect(exitCode).toBe(2);
    expect(error).toContain('repeat the command with --yes');
    expect(changes()).toEqual([]);
  });

  it.each([{ confirmed: true }, { args: ['--yes'] }])('goes on if it is confirmed: %o', async (options) => {
    api.requests.length = 0;
    await run(command, options);
    expect(changes()).toHaveLength(1);
  });
});

it('says what ends with a secret before it is deleted', async () => {
  const { questions } = await run(['secrets', 'delete', id], { confirmed: false });
  expect(questions).toEqual([
    "Delete “Production” (esk_…wxyz)? It has 2 active sessions. It is the organization's only active secret. This can't be undone.",
  ]);
});
