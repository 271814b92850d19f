/**
 * The ID of cdk-nag's finding about a resource with a wildcard. cdk-nag writes an account that is known at deploy only
 * as `<AWS::AccountId>`, and the policy variable `${name}` as `<name>`.
 */
export function wildcardFinding(resource: string): string {
  const text = resource
    .replaceAll(/\$\{Token\[AWS\.(\w+)\.\d+\]\}/g, '<AWS::$1>')
    .replaceAll(/\$\{([^}]+)\}/g, '<$1>');
  return `AwsSolutions-IAM5[Resource::${text}]`;
}
