import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { inject } from 'vitest';
import type { EnvironmentName } from '../../../infra/environments.ts';

// biome-ignore lint/suspicious/noExplicitAny: a template holds anything that CloudFormation accepts
type Properties = Record<string, any>;

export type Resource = {
  Type: string;
  Properties: Properties;
  Metadata?: Properties;
  DeletionPolicy?: string;
  UpdateReplacePolicy?: string;
  DependsOn?: string[];
};
export type Template = { Resources: Record<string, Resource> };

type Artifact = {
  type: string;
  /** `aws://<account>/<region>` */
  environment: string;
  properties: { templateFile: string; terminationProtection?: boolean };
};

export type Stack = Template & Artifact['properties'] & Pick<Artifact, 'environment'>;

/** An environment's stacks as `cdk deploy` would send them, by stack name. */
export function stacksOf(environment: EnvironmentName): Record<string, Stack> {
  const { outdir } = inject('syntheses')[environment];
  const { artifacts } = readJson(join(outdir, 'manifest.json')) as { artifacts: Record<string, Artifact> };
  return Object.fromEntries(
    Object.entries(artifacts)
      .filter(([, { type }]) => type === 'aws:cloudformation:stack')
      .map(([name, { properties, environment }]) => [
        name,
        { ...properties, environment, ...(readJson(join(outdir, properties.templateFile)) as Template) },
      ]),
  );
}

export function templateOf(environment: EnvironmentName, stack: string): Template {
  const found = stacksOf(environment)[stack];
  if (found === undefined) throw new TypeError(`no stack ${stack} in ${environment}`);
  return found;
}

/** The resources of a type, by logical id. */
export function resourcesOf({ Resources }: Template, type: string): Record<string, Resource> {
  return Object.fromEntries(Object.entries(Resources).filter(([, resource]) => resource.Type === type));
}

/** The only resource of a type. */
export function resourceOf(template: Template, type: string): Resource {
  const [resource, ...others] = Object.values(resourcesOf(template, type));
  if (resource === undefined || others.length > 0) throw new TypeError(`not exactly one ${type}`);
  return resource;
}

/**
 * A value of a template as text, the way CloudFormation would resolve it.
 *
 * @param resolve the value of a reference: a `Ref`'s logical id, `<logical id>.<attribute>` of a `GetAtt`, or the name
 *   of the stack whose output it is
 */
export function textOf(value: unknown, resolve: (reference: string) => string): string {
  if (typeof value === 'string') return value;
  const {
    Ref,
    'Fn::GetAtt': attribute,
    'Fn::Join': join,
    'Fn::GetStackOutput': output,
  } = value as Properties;
  if (Ref === 'AWS::Partition') return 'aws';
  if (Ref === 'AWS::URLSuffix') return 'amazonaws.com';
  if (Ref !== undefined) return resolve(Ref);
  if (attribute !== undefined) return resolve(attribute.join('.'));
  if (output !== undefined) return resolve(output.StackName);
  if (join !== undefined) return join[1].map((part: unknown) => textOf(part, resolve)).join(join[0]);
  throw new TypeError(`cannot resolve ${JSON.stringify(value)}`);
}

const readJson = (file: string): unknown => JSON.parse(readFileSync(file, 'utf8'));
