import type { Construct } from 'constructs';

const contextKey = 'embed-secrets:name-prefix';
const defaultPrefix = 'embed-secrets';

/** What the fixed names in a scope begin with. Two environments in one account need two prefixes. */
export const namePrefix = (scope: Construct): string => scope.node.tryGetContext(contextKey) ?? defaultPrefix;

/** Sets the prefix for a scope that has no children yet. */
export function setNamePrefix(scope: Construct, prefix: string): void {
  if (prefix !== defaultPrefix) scope.node.setContext(contextKey, prefix);
}

/** A name in a namespace that the whole account shares: unchanged by default, else after the prefix. */
export function prefixed(scope: Construct, name: string): string {
  const prefix = namePrefix(scope);
  return prefix === defaultPrefix ? name : `${prefix}-${name}`;
}

/** Log groups have fixed names, so that a person and a saved query find them. */
export const logGroupName = (scope: Construct, name: string): string => `/${namePrefix(scope)}/${name}`;

/** The namespace of the metrics that are made from our own log lines. */
export const metricNamespace = (scope: Construct): string => prefixed(scope, 'EmbedSecrets');
