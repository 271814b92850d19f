import packageJson from '../package.json' with { type: 'json' };
import { operations } from '../shared/contract/operations.ts';
import type { Keywords } from './add-keywords.ts';
import { gatewayError, namedSchemas, problem } from './components.ts';
import { describeFields } from './describe-fields.ts';
import { errorExamples } from './error-responses.ts';
import { openApiOperation } from './openapi-operation.ts';
import { operationTexts } from './operation-texts.ts';
import { toJsonSchema } from './to-json-schema.ts';

/**
 * The OpenAPI document of the API, from the contract.
 *
 * @throws {Error} if a rule can't be expressed, or an operation or field has no description
 */
export function openApiDocument(): Keywords {
  const tags = [...new Set(Object.values(operationTexts).map(({ tag }) => tag))];
  return {
    openapi: '3.1.0',
    info: {
      title: 'Embed Secrets',
      version: packageJson.version,
      description:
        'Manages the secrets with which organizations sign embed URLs. Requests are signed with AWS Signature Version 4 for the service `execute-api`. Bodies are JSON in UTF-8 of at most 16 KiB, that of create-session 128 KiB; unknown members and query parameters are refused. A rule that JSON Schema has no keyword for is a sentence in `x-rules`.',
      license: { name: packageJson.license, identifier: packageJson.license },
    },
    servers: [
      {
        url: 'https://{apiId}.execute-api.{region}.amazonaws.com',
        description: 'A deployment. Its address is the output `ApiUrl` of the stack `EmbedSecretsApi`.',
        variables: { apiId: { default: 'abcdefghij' }, region: { default: 'us-east-1' } },
      },
      { url: 'http://127.0.0.1:4100', description: 'The local run.' },
    ],
    security: [{ sigv4: [] }],
    tags: tags.map((name) => ({ name })),
    paths: paths(),
    components: {
      securitySchemes: {
        sigv4: {
          type: 'apiKey',
          in: 'header',
          name: 'Authorization',
          description: 'AWS Signature Version 4.',
          'x-amazon-apigateway-authtype': 'awsSigv4',
        },
      },
      examples: errorExamples(),
      schemas: {
        ...Object.fromEntries(
          Object.entries(namedSchemas).map(([name, schema]) => [
            name,
            describeFields(component(name, schema)),
          ]),
        ),
        Problem: describeFields(problem),
        GatewayError: describeFields(gatewayError),
      },
    },
  };
}

/** A named schema, which refers to all others by their names, but not to itself. */
const component = (name: string, schema: (typeof namedSchemas)[string]): Keywords =>
  toJsonSchema(schema, Object.fromEntries(Object.entries(namedSchemas).filter(([other]) => other !== name)));

function paths(): Keywords {
  const items: Record<string, Keywords> = {};
  for (const operation of operations) {
    items[operation.path] = {
      ...items[operation.path],
      [operation.method.toLowerCase()]: openApiOperation(operation),
    };
  }
  return items;
}
