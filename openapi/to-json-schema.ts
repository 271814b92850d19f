import { toJsonSchema as convert, type JsonSchema } from '@valibot/to-json-schema';
import type * as v from 'valibot';
import { claimSchemas } from '../shared/contract/claim-schemas.ts';
import { requiredClaimNames } from '../shared/embed-url/claim-rules.ts';
import { claimsMaxBytes } from '../shared/embed-url/claims.ts';
import { addKeywords, type Keywords } from './add-keywords.ts';
import { requireRulesBeforeTransformations } from './require-rules-before-transformations.ts';

/**
 * Converts a schema of the contract to JSON Schema, as callers send values. Every rule is in the result: as a
 * keyword or, if JSON Schema has none, as a sentence in `x-rules`.
 *
 * @param components schemas with a name, to which others refer
 * @throws {Error} if there is a rule or a schema for which neither is defined
 */
export function toJsonSchema(
  schema: v.GenericSchema,
  components: Readonly<Record<string, v.GenericSchema>> = {},
): Keywords {
  requireRulesBeforeTransformations(schema);
  const {
    $schema: _,
    $defs: __,
    ...keywords
  } = convert(schema, {
    target: 'draft-2020-12',
    typeMode: 'input',
    definitions: components,
    overrideRef: ({ referenceId }) => `#/components/schemas/${referenceId}`,
    overrideAction: ({ valibotAction, jsonSchema }) => {
      if ('json' in valibotAction) return addKeywords({ ...jsonSchema }, ruleKeywords(valibotAction));
      return withoutEffect.includes(valibotAction.type) ? jsonSchema : undefined;
    },
    overrideSchema: ({ valibotSchema, jsonSchema }) => convertSchema(valibotSchema, jsonSchema),
  });
  return { ...keywords };
}

/** Actions that refuse nothing, or nothing that the schema before them doesn't express. */
const withoutEffect: readonly string[] = ['trim', 'readonly', 'raw_check'];

function ruleKeywords({ json, message }: { json?: unknown; message?: unknown }): Keywords {
  if (json === 'prose') return { 'x-rules': [message] };
  if (typeof json !== 'object' || json === null) throw new Error(`the rule "${message}" has no JSON Schema`);
  return { ...json };
}

/** `undefined`: as the library converts it. */
function convertSchema(schema: object, jsonSchema: JsonSchema): Keywords | undefined {
  if (!('type' in schema)) return undefined;
  if (schema.type === 'never') return { not: {} };
  if (schema.type === 'picklist') return { type: 'string', ...jsonSchema };
  if (schema.type === 'strict_object') return withoutNever(jsonSchema);
  if (schema.type === 'claims' && 'options' in schema && 'maxBytes' in schema) {
    return claims(schema.options, Number(schema.maxBytes));
  }
  return undefined;
}

/** Leaves out members that are in the contract to be refused with a message of their own. */
function withoutNever({ properties = {}, required = [], ...rest }: JsonSchema): Keywords {
  const kept = Object.entries(properties).filter(([, value]) => !isNever(value));
  return {
    ...rest,
    properties: Object.fromEntries(kept),
    ...(required.length === 0 ? {} : { required }),
  };
}

const isNever = (schema: unknown): boolean => JSON.stringify(schema) === '{"not":{}}';

function claims(options: unknown, maxBytes: number): Keywords {
  const converted = Object.entries(options as v.ObjectEntries).map(([name, option]) => [
    name,
    toJsonSchema(option as v.GenericSchema),
  ]);
  return {
    type: 'object',
    properties: { ...claimSchemas, ...Object.fromEntries(converted) },
    required: requiredClaimNames.filter((name) => name in claimSchemas),
    additionalProperties: false,
    'x-rules': [
      `must have at most ${maxBytes.toLocaleString('en')} bytes of claims as JSON`,
      `must have at most ${claimsMaxBytes.toLocaleString('en')} bytes of JSON in contentPath and filterSearchParam together`,
      'must have only numbers that JavaScript represents exactly',
    ],
  };
}
