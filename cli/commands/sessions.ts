import { type Command, Option } from 'commander';
import type { SessionRecord } from '../../shared/contract/records.ts';
import { addClaimOptions, type ClaimOptions, claimsOf } from '../claim-options.ts';
import { findSecret } from '../find-secret.ts';
import { addOperationCommand } from '../operation-command.ts';
import { wholeNumber } from '../option-values.ts';
import { details, table, time } from '../output/table.ts';
import { eachPage, readPages } from '../read-pages.ts';
import type { Terminal } from '../terminal.ts';

type ListOptions = { secret?: string; state?: string; limit?: number };

const viewerArgument = ['<external-id>', 'the ID that your URLs name the viewer by'] as const;

/** `embed-secrets sessions …` and `embed-secrets viewers erase` */
export function addSessionCommands(program: Command, terminal: Terminal): void {
  const sessions = program.command('sessions').description('The sessions of viewers');

  addOperationCommand<ListOptions>(sessions, terminal, {
    operation: 'list-sessions',
    name: 'list',
    summary: 'List active sessions, newest first',
    configure: (command) =>
      command
        .option('--secret <secret>', 'only those of this secret')
        .addOption(
          new Option('--state <state>', 'pending ones are not redeemed yet').choices(['active', 'pending']),
        )
        .option('--limit <number>', 'at most so many (default: all)', wholeNumber),
    run: async (context, { secret, state, limit }) => {
      const filter = {
        ...(secret === undefined ? {} : { secretId: await findSecret(context, secret) }),
        ...(state === undefined ? {} : { state }),
      };
      const { text, records } = await readPages(
        (page) => context.call('list-sessions', { query: { ...filter, ...page } }),
        limit,
      );
      context.print(text, () => (records.length === 0 ? 'No sessions.' : sessionTable(records)));
    },
  });

  addOperationCommand(sessions, terminal, {
    operation: 'get-session',
    name: 'get',
    summary: 'Show a session, also one that is over',
    arguments: [['<session>', 'its id']],
    run: async ({ call, print }, _, sessionId) => {
      const { text, body } = await call('get-session', { parameters: { sessionId } });
      print(text, () =>
        details({
          ID: body.id,
          'External ID': body.externalId,
          Name: body.name,
          State: body.state,
          Secret: body.secretId,
          Created: time(body.createdAt),
          Expires: time(body.expiresAt),
        }),
      );
    },
  });

  addOperationCommand<ClaimOptions>(sessions, terminal, {
    operation: 'create-session',
    name: 'create',
    summary: 'Create a session to be redeemed: step 1 of 2-step SSO',
    configure: addClaimOptions,
    run: async ({ call, print }, options) => {
      const { claims, customClaims } = claimsOf(options);
      const { text, body } = await call('create-session', { body: { ...claims, ...customClaims } });
      print(text, () => details({ 'Session ID': body.sessionId, Expires: time(body.expiresAt) }));
    },
  });

  addOperationCommand(sessions, terminal, {
    operation: 'get-session-claims',
    name: 'claims',
    summary: 'Show the claims of a session, as the embedded application',
    arguments: [['<session>', 'its id']],
    run: async ({ call, print }, _, sessionId) => {
      const { text, body } = await call('get-session-claims', { parameters: { sessionId } });
      print(text, () => JSON.stringify(body.claims, null, 2));
    },
  });

  addOperationCommand(sessions, terminal, {
    operation: 'end-session',
    name: 'end',
    summary: 'End a session at once',
    arguments: [['<session>', 'its id']],
    run: async ({ call, print, confirm }, _, sessionId) => {
      await confirm(`End the session ${sessionId}? Its viewer needs a new URL.`);
      const { text } = await call('end-session', { parameters: { sessionId } });
      print(text, () => `Ended ${sessionId}.`);
    },
  });

  addOperationCommand(sessions, terminal, {
    operation: 'end-all-sessions',
    name: 'end-all',
    summary: 'End all sessions of the organization at once',
    run: async ({ call, print, confirm, organizationId }) => {
      await confirm(`End all sessions of ${organizationId}? Every viewer needs a new URL.`);
      const { text } = await call('end-all-sessions');
      print(text, () => `Ended all sessions of ${organizationId}.`);
    },
  });

  addOperationCommand(sessions, terminal, {
    operation: 'end-all-sessions',
    name: 'end-viewer',
    summary: 'End all sessions of one viewer at once',
    arguments: [viewerArgument],
    run: async ({ call, print, confirm }, _, externalId) => {
      await confirm(`End all sessions of the viewer ${externalId}? They need a new URL.`);
      let ended = 0;
      await eachPage(async (page) => {
        const { body } = await call('end-all-sessions', { query: { externalId, ...page } });
        ended += body?.ended ?? 0;
        return body?.nextCursor;
      });
      print(JSON.stringify({ ended }), () => `Ended the sessions of ${externalId}: ${ended}.`);
    },
  });

  const viewers = program.command('viewers').description('Stored data about viewers');
  addOperationCommand(viewers, terminal, {
    operation: 'erase-viewer',
    name: 'erase',
    summary: 'End the sessions of one viewer, and erase what is stored about them',
    arguments: [viewerArgument],
    run: async ({ call, print, confirm }, _, externalId) => {
      await confirm(`Erase what is stored about the viewer ${externalId}? This can't be undone.`);
      let erased = 0;
      await eachPage(async (page) => {
        const { body } = await call('erase-viewer', { body: { externalId, ...page } });
        erased += body.erased;
        return body.nextCursor;
      });
      print(JSON.stringify({ erased }), () => `Erased the stored items of ${externalId}: ${erased}.`);
    },
  });
}

const sessionTable = (records: readonly SessionRecord[]): string =>
  table(
    ['ID', 'EXTERNAL ID', 'NAME', 'SECRET', 'CREATED', 'EXPIRES'],
    records.map(({ id, externalId, name, secretId = '', createdAt, expiresAt }) => [
      id,
      externalId,
      name,
      secretId,
      time(createdAt),
      time(expiresAt),
    ]),
  );
