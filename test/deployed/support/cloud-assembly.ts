import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Template } from '../../infra/support/templates.ts';

/**
 * The resource types that the emulator doesn't have. They are taken out of the templates, and nothing else is.
 * The test fails if the emulator accepts one of them: then it has to be removed from this list.
 */
export const unsupportedTypes: readonly string[] = [
  'AWS::CloudFront::VpcOrigin',
  'AWS::CloudTrail::Trail',
  'AWS::Cognito::ManagedLoginBranding',
  'AWS::Logs::Delivery',
  'AWS::Logs::DeliveryDestination',
  'AWS::Logs::DeliverySource',
  'AWS::Logs::QueryDefinition',
];

/**
 * Copies files into the admin page's bucket. The emulator accepts it, but its function is Python with the AWS
 * CLI of a Lambda layer at /opt, and the emulator waits for a result that never comes.
 */
export const pageDeploymentType = 'Custom::CDKBucketDeployment';

/**
 * Makes a cloud assembly deployable to the emulator: takes the unsupported resources out of its templates,
 * with what refers to them, and puts real values in place of the example ones of `infra/environments.ts`.
 *
 * @param values example value → the one to use
 */
export function prepareCloudAssembly(outdir: string, values: Readonly<Record<string, string>>): void {
  for (const file of readdirSync(outdir).filter((name) => name.endsWith('.template.json'))) {
    const path = join(outdir, file);
    const text = Object.entries(values).reduce(
      (replaced, [example, value]) => replaced.replaceAll(example, value),
      readFileSync(path, 'utf8'),
    );
    writeFileSync(path, JSON.stringify(withoutUnsupported(JSON.parse(text))));
  }
}

/** A template without the unsupported resources, and without what refers to them. */
export function withoutUnsupported(template: Template): object {
  const isUnsupported = ({ Type }: { Type: string }) =>
    Type === pageDeploymentType || unsupportedTypes.includes(Type);
  const removed = Object.keys(template.Resources).filter((id) => {
    const resource = template.Resources[id];
    return resource !== undefined && isUnsupported(resource);
  });
  const isReference = (value: unknown): boolean => {
    if (typeof value !== 'object' || value === null) return false;
    const { Ref, 'Fn::GetAtt': attribute } = value as { Ref?: string; 'Fn::GetAtt'?: string[] };
    return removed.includes(Ref ?? attribute?.[0] ?? '');
  };
  const prune = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.filter((item) => !isReference(item)).map(prune);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value)
        .filter(([key, member]) => !isReference(member) && !(key === 'DependsOn' && removed.includes(member)))
        .map(([key, member]) => [
          key,
          key === 'DependsOn' && Array.isArray(member)
            ? member.filter((id) => !removed.includes(id))
            : prune(member),
        ]),
    );
  };
  const Resources = Object.fromEntries(
    Object.entries(template.Resources).filter(([id]) => !removed.includes(id)),
  );
  return { ...template, Resources: prune(Resources) };
}
