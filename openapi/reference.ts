import { fieldRows, type Schema } from './reference-fields.ts';

type Parameter = { name: string; in: string; description: string; required: boolean; schema: Schema };
type Content = Record<string, { schema: Schema; example?: unknown }>;
type Operation = {
  operationId: string;
  tags: string[];
  summary: string;
  description: string;
  'x-permissions': string[];
  parameters: Parameter[];
  requestBody?: { required: boolean; content: Content };
  responses: Record<string, { description: string; content?: Content }>;
};
type Document = {
  info: { description: string };
  tags: { name: string }[];
  paths: Record<string, Record<string, Operation>>;
  components: { schemas: Record<string, Schema> };
};

/**
 * The API reference in Markdown.
 *
 * @param json the OpenAPI document
 */
export function reference(json: string): string {
  const document: Document = JSON.parse(json);
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation })),
  );
  const sections = document.tags.flatMap(({ name }) => [
    `## ${name}`,
    ...operations
      .filter(({ operation }) => operation.tags.includes(name))
      .flatMap((entry) => operationSection(entry, document.components.schemas)),
  ]);
  return `${[...introduction(document), ...sections].join('\n\n')}\n`;
}

const introduction = ({ info }: Document): string[] => [
  '<!-- Written by `npm run openapi` from shared/contract. -->',
  '# API reference',
  info.description,
  'The same as an [OpenAPI 3.1 document](https://www.openapis.org/): `docs/openapi.json` in the repository, `/openapi.json` on the port of the admin page of a local run. [Error codes](errors.md) has what each error means. Times are ISO 8601 in UTC.',
];

function operationSection(
  { method, path, operation }: { method: string; path: string; operation: Operation },
  schemas: Record<string, Schema>,
): string[] {
  const { parameters, requestBody, responses } = operation;
  const success = Object.entries(responses).find(([status]) => status.startsWith('2'));
  return [
    `### ${operation.summary}`,
    fenced('http', `${method} ${path}`),
    operation.description,
    `Operation \`${operation.operationId}\`. Permission: ${operation['x-permissions'].map((name) => `\`${name}\``).join(' or ')}.`,
    ...table('Parameter', parameterRows(parameters, schemas)),
    ...contentSection('Body', requestBody?.content, schemas),
    ...(success === undefined ? [] : successSection(success, schemas)),
    ...errorSection(responses),
  ];
}

const parameterRows = (parameters: readonly Parameter[], schemas: Record<string, Schema>): string[] =>
  parameters.flatMap(({ name, description, required, schema }) =>
    fieldRows(
      { properties: { [name]: { description, ...schema } }, required: required ? [name] : [] },
      schemas,
    ),
  );

function contentSection(
  title: string,
  content: Content | undefined,
  schemas: Record<string, Schema>,
): string[] {
  const json = content?.['application/json'];
  if (json === undefined) return [];
  return [
    ...table(title, fieldRows(json.schema, schemas)),
    ...(json.example === undefined ? [] : [fenced('json', JSON.stringify(json.example, null, 2))]),
  ];
}

function successSection(
  [status, { content }]: [string, { content?: Content }],
  schemas: Record<string, Schema>,
): string[] {
  if (content === undefined) return [`Response: ${status}, without a body.`];
  return [`Response: ${status}.`, ...contentSection('Field', content, schemas)];
}

/** Only those of the API: API Gateway's are the same everywhere. */
function errorSection(responses: Operation['responses']): string[] {
  const codes = Object.entries(responses)
    .filter(([, { content }]) => content?.['application/problem+json'] !== undefined)
    .flatMap(([status, { description }]) =>
      [...description.matchAll(/`(\w+)`/g)].map(([, code]) => `[\`${code}\`](errors.md#${code}) (${status})`),
    );
  return [`Errors: ${codes.join(', ')}.`];
}

function table(title: string, rows: readonly string[]): string[] {
  if (rows.length === 0) return [];
  return [[`| ${title} | Type | Meaning |`, '| --- | --- | --- |', ...rows].join('\n')];
}

const fenced = (language: string, text: string): string => `\`\`\`${language}\n${text}\n\`\`\``;
