import type { Command } from 'commander';
import type { OrganizationRecord } from '../../shared/contract/records.ts';
import { addOperationCommand } from '../operation-command.ts';
import { wholeNumber } from '../option-values.ts';
import { details, table, time } from '../output/table.ts';
import { readPages } from '../read-pages.ts';
import type { Terminal } from '../terminal.ts';

const organizationArgument = ['<organization>', 'its id, also the label of its embed host'] as const;

/** The commands of the platform team: `organizations`, `hosts` and `environment`. */
export function addOperatorCommands(program: Command, terminal: Terminal): void {
  const organizations = program.command('organizations').description('Organizations (for operators)');

  addOperationCommand<{ limit?: number }>(organizations, terminal, {
    operation: 'list-organizations',
    name: 'list',
    summary: 'List all organizations',
    configure: addLimitOption,
    run: async ({ call, print }, { limit }) => {
      const { text, records } = await readPages((page) => call('list-organizations', { query: page }), limit);
      print(text, () => (records.length === 0 ? 'No organizations.' : organizationTable(records)));
    },
  });

  addOperationCommand(organizations, terminal, {
    operation: 'get-organization',
    name: 'get',
    summary: 'Show whether Embed is on for an organization',
    arguments: [organizationArgument],
    run: async ({ call, print }, _, organizationId) => {
      const { text, body } = await call('get-organization', { parameters: { organizationId } });
      print(text, () => organizationTable([body]));
    },
  });

  addOperationCommand(organizations, terminal, {
    operation: 'put-organization',
    name: 'enable',
    summary: 'Create an organization, or turn Embed on for one',
    arguments: [organizationArgument],
    run: async ({ call, print }, _, organizationId) => {
      const request = { parameters: { organizationId }, body: { embedEnabled: true } };
      const { text } = await call('put-organization', request);
      print(text, () => `Embed is on for ${organizationId}.`);
    },
  });

  addOperationCommand<{ revokeSecrets?: true }>(organizations, terminal, {
    operation: 'put-organization',
    name: 'disable',
    summary: 'Turn Embed off for an organization: its viewers are refused at once',
    arguments: [organizationArgument],
    configure: (command) => command.option('--revoke-secrets', 'also delete all its secrets, for good'),
    run: async ({ call, print, confirm }, { revokeSecrets }, organizationId) => {
      if (revokeSecrets) await confirm(`Delete all secrets of ${organizationId}? This can't be undone.`);
      const body = { embedEnabled: false, ...(revokeSecrets === undefined ? {} : { revokeSecrets }) };
      const { text } = await call('put-organization', { parameters: { organizationId }, body });
      const secrets = revokeSecrets ? ', and its secrets are deleted' : '';
      print(text, () => `Embed is off for ${organizationId}${secrets}.`);
    },
  });

  addOperationCommand(organizations, terminal, {
    operation: 'delete-organization',
    name: 'delete',
    summary: 'Delete an organization whose Embed is off, for good',
    arguments: [organizationArgument],
    run: async ({ call, print, confirm }, _, organizationId) => {
      await confirm(`Delete ${organizationId} with all its secrets and sessions? This can't be undone.`);
      const { text, body } = await call('delete-organization', { parameters: { organizationId } });
      print(text, () => `Deleted ${organizationId} at ${time(body.deletedAt)}.`);
    },
  });

  const hosts = program.command('hosts').description('Custom hosts of organizations (for operators)');
  const hostArgument = ['<host>', 'outside the embed domain: analytics.acme.com'] as const;

  addOperationCommand<{ of?: string; limit?: number }>(hosts, terminal, {
    operation: 'list-hosts',
    name: 'list',
    summary: 'List the hosts of all organizations, or of one',
    configure: (command) =>
      addLimitOption(command.option('--of <organization>', 'only those of this organization')),
    run: async ({ call, print }, { of, limit }) => {
      const filter = of === undefined ? {} : { organizationId: of };
      const { text, records } = await readPages(
        (page) => call('list-hosts', { query: { ...filter, ...page } }),
        limit,
      );
      print(text, () =>
        records.length === 0
          ? 'No hosts.'
          : table(
              ['HOST', 'ORGANIZATION'],
              records.map(({ host, organizationId }) => [host, organizationId]),
            ),
      );
    },
  });

  addOperationCommand<{ force?: true }>(hosts, terminal, {
    operation: 'put-host',
    name: 'assign',
    summary: 'Serve an organization on a host, too',
    arguments: [hostArgument],
    configure: (command) =>
      command.option('--force', "don't wait until 7 days after another organization released it"),
    run: async ({ call, print, organizationId }, { force }, host) => {
      const request = { organizationId, ...(force === undefined ? {} : { force }) };
      const { text, body } = await call('put-host', { parameters: { host }, body: request });
      print(text, () => `${body.host} serves ${body.organizationId}.`);
    },
  });

  addOperationCommand(hosts, terminal, {
    operation: 'delete-host',
    name: 'release',
    summary: 'Stop serving an organization on a host',
    arguments: [hostArgument],
    run: async ({ call, print, confirm }, _, host) => {
      await confirm(
        `Release ${host}? Sessions on it end, and another organization can have it after 7 days.`,
      );
      const { text } = await call('delete-host', { parameters: { host } });
      print(text, () => `${host} serves no organization any more.`);
    },
  });

  const environment = program.command('environment').description('A whole deployment (for operators)');

  addOperationCommand<{ emergency?: true }>(environment, terminal, {
    operation: 'rotate-environment-keys',
    name: 'rotate-keys',
    summary: 'Create the first keys of an environment, or add new ones',
    configure: (command) =>
      command.option('--emergency', 'replace the signing keys at once, because one has leaked'),
    run: async ({ call, print, confirm }, { emergency }) => {
      if (emergency) {
        await confirm(
          "Replace all signing keys? Some requests of viewers fail for 5 minutes. This can't be undone.",
        );
      }
      const { text, body } = await call('rotate-environment-keys', emergency ? { body: { emergency } } : {});
      const { keyId, createdAt, activeAt } = body;
      print(text, () => details({ 'Key ID': keyId, Created: time(createdAt), Active: time(activeAt) }));
    },
  });
}

const addLimitOption = (command: Command): Command =>
  command.option('--limit <number>', 'at most so many (default: all)', wholeNumber);

const organizationTable = (records: readonly OrganizationRecord[]): string =>
  table(
    ['ORGANIZATION', 'EMBED'],
    records.map(({ organizationId, embedEnabled }) => [organizationId, embedEnabled ? 'on' : 'off']),
  );
