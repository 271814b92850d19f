import { Stack, Token } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { publicPathFault } from '../../../shared/public-paths.ts';
import type { EmbedSecretsProps } from './props.ts';

/** @throws an error that names the property and the rule, at synthesis instead of in the middle of a deploy */
export function checkProps(scope: Construct, props: EmbedSecretsProps): void {
  const { embedDomain, publicPaths = [], sessionLengthHours = 24, namePrefix = 'embed-secrets' } = props;
  const refuse = (problem: string): never => {
    throw new Error(`${scope.node.path}: ${problem}`);
  };
  if (Token.isUnresolved(Stack.of(scope).region)) {
    refuse("the stack needs an explicit Region (env: { region: '…' }), which the edge reads the tables in");
  }
  if (Token.isUnresolved(embedDomain) || !/^(?:[a-z0-9-]+\.)+[a-z]{2,}$/.test(embedDomain)) {
    refuse('embedDomain is not a domain name in lower case');
  }
  if (!Number.isInteger(sessionLengthHours) || sessionLengthHours < 1 || sessionLengthHours > 576) {
    refuse('sessionLengthHours is not a whole number from 1 to 576');
  }
  if (!/^[a-z][a-z0-9-]{0,23}$/.test(namePrefix)) {
    refuse('namePrefix is not 1 to 24 lower-case letters, digits and hyphens, the first a letter');
  }
  for (const path of publicPaths) {
    const fault = publicPathFault(path);
    if (fault !== undefined) refuse(`publicPaths: ${path} ${fault}`);
  }
}
