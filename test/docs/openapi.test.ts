import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { describeFields } from '../../openapi/describe-fields.ts';
import { openApiDocument } from '../../openapi/document.ts';
import { examples } from '../../openapi/examples.ts';
import { reference } from '../../openapi/reference.ts';
import { toJsonSchema } from '../../openapi/to-json-schema.ts';
import { contracts } from '../../shared/contract/contracts.ts';
import { commonErrorCodes, errorCodes, fieldErrorCodes } from '../../shared/contract/errors.ts';
import { type Operation, operations } from '../../shared/contract/operations.ts';
import { rule } from '../../shared/contract/rule.ts';

const docs = new URL('../../docs/', import.meta.url);
const json = readFileSync(new URL('openapi.json', docs), 'utf8');
const all: readonly Operation[] = operations;

describe('the OpenAPI document', () => {
  it('is generated from the contract: run `npm run openapi` after a change', () => {
    expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify(openApiDocument())));
  });

  it('is what the API reference shows', () => {
    expect(readFileSync(new URL('api.md', docs), 'utf8')).toBe(reference(json));
  });

  it.each(all)('has $id with its errors', ({ id, method, path }) => {
    const operation = JSON.parse(json).paths[path][method.toLowerCase()];
    expect(operation.operationId).toBe(id);
    for (const code of [...commonErrorCodes, ...contracts[id].errors]) {
      const { content } = operation.responses[errorCodes[code].status];
      expect(content['application/problem+json'].examples).toHaveProperty(code);
    }
  });

  it('lists the rules that JSON Schema has no keyword for', () => {
    const rules = [...json.matchAll(/"x-rules": \[([^\]]*)\]/g)].flatMap(([, texts]) =>
      JSON.parse(`[${texts}]`),
    );
    expect([...new Set(rules)].sort()).toEqual([
      'must be a day that its month has',
      'must be a path on the same origin also once it is resolved, as a browser does',
      'must be at most 1,022 bytes as JSON: the identity header has no room for more. A control character takes 6 bytes',
      'must be at most 7,900 characters, percent-encoded and with filterSearchParam',
      'must have at most 4,096 bytes of JSON in contentPath and filterSearchParam together',
      'must have at most 4,096 bytes of claims as JSON',
      'must have at most 512 bytes of JSON in all',
      'must have at most 65,536 bytes of claims as JSON',
      'must have no invisible characters',
      'must have only numbers that JavaScript represents exactly',
      'must have sets of different sizes: v0 signs no names, so two sets of one size could be mistaken for each other',
    ]);
  });
});

describe('a schema of the contract', () => {
  const even = (value: string) => value.length % 2 === 0;

  it.each([
    ['a rule without JSON Schema', v.pipe(v.string(), v.check(even, 'must be even'))],
    ['a rule in an object', v.strictObject({ a: v.optional(v.pipe(v.string(), v.check(even))) })],
    ['a regular expression with flags', v.pipe(v.string(), v.regex(/a/i))],
    ['a schema of its own', v.custom<string>(() => true)],
    ['a rule after a transformation', v.pipe(v.string(), v.transform(String), rule(even, 'x', 'prose'))],
    ['a schema after a transformation', v.array(v.pipe(v.string(), v.transform(Number), v.number()))],
    ['an unknown transformation', v.pipe(v.string(), v.toLowerCase())],
  ])('is not converted with %s', (_, schema) => {
    expect(() => toJsonSchema(schema)).toThrow();
  });

  it('keeps two rules with the same keyword', () => {
    const schema = v.pipe(
      v.string(),
      rule(even, 'a', { pattern: 'a' }),
      rule(even, 'b', { pattern: 'b' }),
      rule(even, 'must be even', 'prose'),
    );
    expect(toJsonSchema(schema)).toEqual({
      type: 'string',
      pattern: 'a',
      allOf: [{ pattern: 'b' }],
      'x-rules': ['must be even'],
    });
  });

  it('is not in the document without a description of each field', () => {
    expect(() => describeFields({ properties: { undescribed: {} } })).toThrow('undescribed');
  });
});

describe.each(all)('the example of $id', ({ id }) => {
  it('follows the contract', () => {
    const { request = {}, response } = examples[id];
    expect(v.safeParse(contracts[id].body, request).issues).toBeUndefined();
    expect(v.safeParse(contracts[id].response.body, response).issues).toBeUndefined();
  });
});

it('documents every code of a field error', () => {
  const errors = readFileSync(new URL('errors.md', docs), 'utf8');
  const documented = [...errors.matchAll(/^\| `(\w+)` \|/gm)].map(([, code]) => code);
  expect(documented.sort()).toEqual([...fieldErrorCodes].sort());
});
