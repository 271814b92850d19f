import { type OperationId, operation } from '../shared/contract/operations.ts';
import { isOrganizationId } from '../shared/organizations/organization-id.ts';
import { CommandError } from './command-error.ts';
import { type ApiRequest, type ApiResponse, apiClient, type ResponseBody } from './connection/api-client.ts';
import { readConfig } from './connection/config-file.ts';
import { connectLocally, connectToAws, type GlobalOptions } from './connection/connect.ts';
import { exitCodes } from './exit-codes.ts';
import { printable, printableJson } from './output/printable.ts';
import type { Terminal } from './terminal.ts';

/** The context of a command that calls the API. */
export type CommandContext = {
  terminal: Terminal;
  options: GlobalOptions;
  /** The address of the API. */
  apiUrl: string;
  /** The organization that the command is about; empty if it isn't about one. */
  organizationId: string;
  /** The options with which another command reaches the same organization. */
  sameOptions: string;
  /** Calls an operation of the organization. */
  call: <Id extends OperationId>(id: Id, request?: ApiRequest) => Promise<ApiResponse<ResponseBody<Id>>>;
  /** Prints the response body with `--json`, otherwise the text for people. */
  print: (json: string, forPeople: () => string) => void;
  /** Returns once a person has confirmed, or at once with `--yes`. */
  confirm: (question: string) => Promise<void>;
};

/** @throws {CommandError} if the organization, the address or the credentials are missing */
export async function createContext(
  id: OperationId,
  options: GlobalOptions,
  terminal: Terminal,
): Promise<CommandContext> {
  const config = readConfig(terminal.env);
  const { path, permissions } = operation(id);
  const isAboutOrganization = path.includes('/embed/') || id === 'put-host';
  const organizationId = isAboutOrganization
    ? checkOrganization(options.organization ?? (terminal.env.EMBED_ORGANIZATION || config.organization))
    : '';
  const connection = options.local
    ? connectLocally(options, terminal, { permissions, organizationId })
    : await connectToAws(options, config, terminal);
  const printJson = (json: string) => {
    if (json !== '') terminal.writeOutput(`${printableJson(json)}\n`);
  };
  const client = apiClient(connection, {
    wait: terminal.wait,
    onError: (errorBody) => {
      if (options.json) printJson(errorBody);
    },
  });

  return {
    terminal,
    options,
    apiUrl: connection.apiUrl,
    organizationId,
    sameOptions: sameOptions(options, organizationId),
    call: (called, request = {}) => {
      const own = operation(called).path.includes('{organizationId}') ? { organizationId } : {};
      return client(called, { ...request, parameters: { ...own, ...request.parameters } });
    },
    print: (json, forPeople) => {
      if (options.json) printJson(json);
      else terminal.writeOutput(`${forPeople()}\n`);
    },
    confirm: (question) => confirm(question, options, terminal),
  };
}

function sameOptions({ local, apiUrl, profile, region }: GlobalOptions, organizationId: string): string {
  const options = [
    ...(local ? ['--local'] : []),
    ...(apiUrl === undefined ? [] : [`--api-url ${apiUrl}`]),
    ...(profile === undefined ? [] : [`--profile ${profile}`]),
    ...(region === undefined ? [] : [`--region ${region}`]),
    ...(organizationId === '' ? [] : [`--organization ${organizationId}`]),
  ];
  return options.join(' ');
}

function checkOrganization(organization: string | undefined): string {
  if (organization === undefined) {
    throw new CommandError('The organization is missing.', {
      exitCode: exitCodes.usage,
      next: 'pass --organization, set EMBED_ORGANIZATION, or run: embed-secrets config set organization <id>',
    });
  }
  if (isOrganizationId(organization)) return organization;
  throw new CommandError(`${organization} isn't an organization id.`, {
    exitCode: exitCodes.usage,
    next: 'use its id: small letters, digits and hyphens, as in its embed host',
  });
}

async function confirm(question: string, { yes }: GlobalOptions, { prompts }: Terminal): Promise<void> {
  if (yes) return;
  if (prompts === undefined) {
    throw new CommandError(
      "This can't be undone and has to be confirmed, but there is no terminal to ask on.",
      {
        exitCode: exitCodes.usage,
        details: [question],
        next: 'repeat the command with --yes',
      },
    );
  }
  if (await prompts.confirm(printable(question))) return;
  throw new CommandError('Not confirmed: nothing was changed.', {
    exitCode: exitCodes.cancelled,
    next: 'repeat the command and confirm, or pass --yes',
  });
}
