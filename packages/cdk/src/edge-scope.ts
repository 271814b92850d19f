import { Stack, Stage } from 'aws-cdk-lib';
import type { Construct } from 'constructs';
import { edgeHomeRegion } from '../../../infra/constructs/edge-log-group.ts';
import { setNamePrefix } from '../../../infra/constructs/names.ts';

/**
 * Where CloudFront's parts have to be: the construct's own scope if its stack is in us-east-1, else a stack there.
 *
 * @returns a scope without children
 */
export function edgeScope(construct: Construct, namePrefix: string): Construct {
  const stack = Stack.of(construct);
  if (stack.region === edgeHomeRegion) return construct;
  const id = `${stack.node.id}-${construct.node.id}-Edge`;
  const support = new Stack(Stage.of(construct) ?? stack, id, {
    description: `The edge of ${construct.node.path}`,
    env: { account: stack.account, region: edgeHomeRegion },
    crossRegionReferences: true,
    terminationProtection: stack.terminationProtection ?? false,
  });
  setNamePrefix(support, namePrefix);
  return support;
}
