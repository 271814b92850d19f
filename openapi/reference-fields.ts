/** A schema as far as the reference shows it. */
export type Schema = {
  $ref?: string;
  type?: string | string[];
  description?: string;
  enum?: string[];
  minimum?: number;
  maximum?: number;
  minLength?: number;
  maxLength?: number;
  minItems?: number;
  maxItems?: number;
  default?: unknown;
  'x-rules'?: string[];
  properties?: Record<string, Schema>;
  additionalProperties?: Schema | boolean;
  required?: string[];
  items?: Schema;
  anyOf?: Schema[];
};

/** The rows of a table of fields, those of objects and arrays below their own. */
export function fieldRows(schema: Schema, schemas: Record<string, Schema>, prefix = ''): string[] {
  const { properties = {}, required = [] } = resolved(schema, schemas);
  return Object.entries(properties).flatMap(([name, field]) => {
    const path = `${prefix}${name}`;
    const full = { ...resolved(field, schemas), ...field };
    const inner = innerOf(full, schemas);
    return [
      `| \`${path}\` | ${typeOf(full, schemas)}${required.includes(name) ? '' : ', optional'} | ${meaningOf(full)} |`,
      ...(inner === undefined ? [] : fieldRows(inner.schema, schemas, `${path}${inner.suffix}`)),
    ];
  });
}

function resolved(schema: Schema, schemas: Record<string, Schema>): Schema {
  const name = schema.$ref?.split('/').at(-1);
  return name === undefined ? schema : (schemas[name] ?? {});
}

/** The fields of an object, of the objects in an array, or of one that can be `null`. */
function innerOf(
  schema: Schema,
  schemas: Record<string, Schema>,
): { schema: Schema; suffix: string } | undefined {
  if (schema.properties !== undefined) return { schema, suffix: '.' };
  const [alternative] = schema.anyOf ?? [];
  if (alternative !== undefined) return innerOf(resolved(alternative, schemas), schemas);
  const item = schema.items === undefined ? undefined : resolved(schema.items, schemas);
  return item?.properties === undefined ? undefined : { schema: item, suffix: '[].' };
}

function typeOf(schema: Schema, schemas: Record<string, Schema>): string {
  if (schema.anyOf) return schema.anyOf.map((one) => typeOf(resolved(one, schemas), schemas)).join(' or ');
  if (schema.type === 'array' && schema.items) {
    return `array of ${typeOf(resolved(schema.items, schemas), schemas)}`;
  }
  return [schema.type ?? 'object'].flat().join(' or ');
}

function meaningOf(schema: Schema): string {
  const { enum: values, minimum, maximum, minLength, maxLength, 'x-rules': rules = [] } = schema;
  const notes = [
    values && `One of ${values.map((value) => `\`${value}\``).join(', ')}.`,
    minimum !== undefined && (maximum === undefined ? `At least ${minimum}.` : `${minimum} to ${maximum}.`),
    maxLength !== undefined && `${minLength ?? 0} to ${maxLength} characters.`,
    schema.default !== undefined && `Default: \`${schema.default}\`.`,
    ...rules.map((rule) => `${rule.charAt(0).toUpperCase()}${rule.slice(1)}.`),
  ];
  return [schema.description, ...notes.filter((note) => note)].join(' ').replaceAll('|', '\\|');
}
