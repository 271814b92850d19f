import type { Command } from 'commander';
import { claimMessage } from '../shared/embed-url/claim-messages.ts';
import { optionalClaimNames, viewerClaimFaults } from '../shared/embed-url/claim-rules.ts';
import type { KnownClaims } from '../shared/embed-url/claims.ts';
import { CommandError } from './command-error.ts';
import { exitCodes } from './exit-codes.ts';
import { collect } from './option-values.ts';

/** The claims about a viewer, as options of a command. */
export type ClaimOptions = {
  contentPath?: string;
  externalId?: string;
  name?: string;
  claim?: string[];
  customClaim?: string[];
};

export const addClaimOptions = (command: Command): Command =>
  command
    .option('--content-path <path>', 'what the viewer opens: /dashboards/sales')
    .option('--external-id <id>', "the viewer's id in your system")
    .option('--name <name>', "the viewer's name")
    .option('--claim <name=text>', 'another claim, as text; name:=value as JSON; repeat it for more', collect)
    .option('--custom-claim <name=text>', 'the same for a claim of your own', collect)
    .addHelpText('after', `\nClaims: ${optionalClaimNames.join(', ')}`);

/** @throws {CommandError} if a claim is missing or breaks its rule */
export function claimsOf({ contentPath, externalId, name, claim = [], customClaim = [] }: ClaimOptions): {
  claims: KnownClaims;
  customClaims: Readonly<Record<string, unknown>>;
} {
  const claims = { contentPath, externalId, name, ...Object.fromEntries(claim.map(parseClaim)) };
  checkClaims(claims);
  return { claims, customClaims: Object.fromEntries(customClaim.map(parseClaim)) };
}

function parseClaim(text: string): [name: string, value: unknown] {
  const [, name = '', sign, value = ''] = /^([A-Za-z]\w*)(:?=)(.*)$/s.exec(text) ?? [];
  if (name === '') throw invalid([`${text} is not name=text or name:=JSON`]);
  if (sign === '=') return [name, value];
  try {
    return [name, JSON.parse(value)];
  } catch {
    throw invalid([`${name} is not JSON after :=; for text, use ${name}=…`]);
  }
}

function checkClaims(claims: object): asserts claims is KnownClaims {
  const faults = viewerClaimFaults(claims);
  if (faults.length > 0) throw invalid(faults.map((fault) => `${fault.field} ${claimMessage(fault)}`));
}

const invalid = (details: readonly string[]): CommandError =>
  new CommandError('The claims are not valid.', {
    exitCode: exitCodes.usage,
    details,
    next: 'correct --content-path, --external-id, --name or --claim; for values that are not text use --claim name:=JSON',
  });
