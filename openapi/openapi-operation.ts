import type * as v from 'valibot';
import { contracts } from '../shared/contract/contracts.ts';
import { noBody } from '../shared/contract/operation-contract.ts';
import type { Operation } from '../shared/contract/operations.ts';
import type { Keywords } from './add-keywords.ts';
import { namedSchemas } from './components.ts';
import { describeFields, descriptionOf } from './describe-fields.ts';
import { errorResponses } from './error-responses.ts';
import { examples } from './examples.ts';
import { idempotencyKeyHeader, requestIdHeader } from './headers.ts';
import { operationTexts } from './operation-texts.ts';
import { toJsonSchema } from './to-json-schema.ts';

/** An operation of the API as the document has it. */
export function openApiOperation({ id, permissions, idempotent, worksWithEmbedOff }: Operation): Keywords {
  const { parameters, query, body } = contracts[id];
  const { tag, summary, description } = operationTexts[id];
  return {
    operationId: id,
    tags: [tag],
    summary,
    description,
    'x-permissions': permissions,
    ...(worksWithEmbedOff === true ? { 'x-works-with-embed-off': true } : {}),
    parameters: [
      ...parametersOf(parameters, 'path'),
      ...parametersOf(query, 'query'),
      ...(idempotent === true ? [idempotencyKeyHeader] : []),
    ],
    ...(isNoBody(body) ? {} : { requestBody: requestBody(id, body) }),
    responses: { ...successResponse(id), ...errorResponses(id) },
  };
}

const isNoBody = (body: v.GenericSchema): boolean => body === noBody;

function requestBody(id: Operation['id'], body: v.GenericSchema): Keywords {
  const schema = converted(body);
  const required = Array.isArray(schema.required) && schema.required.length > 0;
  const { request } = examples[id];
  return { required, content: { 'application/json': { schema, ...(request && { example: request }) } } };
}

function successResponse(id: Operation['id']): Keywords {
  const { status, body } = contracts[id].response;
  const described = { description: descriptions[status], headers: requestIdHeader };
  if (status === 204) return { [status]: described };
  const { response } = examples[id];
  const content = { schema: converted('wrapped' in body ? body.wrapped : body), example: response };
  return {
    [status]: { ...described, content: { 'application/json': content } },
    ...('wrapped' in body ? { 204: { ...described, description: descriptions[204] } } : {}),
  };
}

const descriptions = { 200: 'Done.', 201: 'Created.', 204: 'Done.' };

const converted = (schema: v.GenericSchema): Keywords => ({
  ...(describeFields(toJsonSchema(schema, namedSchemas)) as Keywords),
});

function parametersOf(schema: v.GenericSchema, place: 'path' | 'query'): Keywords[] {
  const { properties = {}, required = [] } = toJsonSchema(schema, namedSchemas);
  return Object.entries(properties as Keywords).map(([name, value]) => ({
    name,
    in: place,
    description: descriptionOf(name),
    required: Array.isArray(required) && required.includes(name),
    schema: value,
  }));
}
