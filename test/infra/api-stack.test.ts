import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { type Operation, operations } from '../../shared/contract/operations.ts';
import { operationAccess } from '../../shared/table-access.ts';
import { type Resource, resourcesOf, templateOf, textOf } from './support/templates.ts';

const all: readonly Operation[] = operations;
const template = () => templateOf('production', 'EmbedSecretsApi');

/** The function behind each route, by what it is for. */
function functionsByRoute(): Record<string, Resource> {
  const integrations = resourcesOf(template(), 'AWS::ApiGatewayV2::Integration');
  return Object.fromEntries(
    Object.values(resourcesOf(template(), 'AWS::ApiGatewayV2::Route')).map(({ Properties }) => {
      const target = textOf(Properties.Target, (reference) => reference).replace('integrations/', '');
      const [functionId] = integrations[target]?.Properties.IntegrationUri['Fn::GetAtt'] ?? [];
      return [Properties.RouteKey, template().Resources[functionId] as Resource];
    }),
  );
}

test('the routes are those of the list of operations, each before a function of its own', () => {
  const expected = Object.fromEntries(
    all.map(({ method, path }) => [`${method} ${path}`, `${method} ${path}`]),
  );
  const descriptions = Object.entries(functionsByRoute()).map(([route, { Properties }]) => [
    route,
    Properties.Description,
  ]);
  expect(Object.fromEntries(descriptions)).toEqual(expected);
});

test('every route requires a signed request that IAM allows', () => {
  for (const { Properties } of Object.values(resourcesOf(template(), 'AWS::ApiGatewayV2::Route'))) {
    expect([Properties.RouteKey, Properties.AuthorizationType]).toEqual([Properties.RouteKey, 'AWS_IAM']);
  }
});

test.each(all.map(({ id, method, path }) => [id, `${method} ${path}`]))(
  'only the route of %s invokes its function',
  (_, route) => {
    const [method, path] = route.split(' ');
    const permissions = Object.values(resourcesOf(template(), 'AWS::Lambda::Permission')).filter(
      ({ Properties }) => {
        const [functionId] = Properties.FunctionName['Fn::GetAtt'];
        return template().Resources[functionId]?.Properties.Description === `${method} ${path}`;
      },
    );
    expect(permissions.map(({ Properties }) => Properties.Principal)).toEqual(['apigateway.amazonaws.com']);
    const [sourceArn] = permissions.map(({ Properties }) => textOf(Properties.SourceArn, () => 'api'));
    expect(sourceArn).toBe(`arn:aws:execute-api:us-east-1:333333333333:api/*/*${path}`);
  },
);

test('every function is arm64 with Node.js 24, and logs JSON lines to a group of its own', () => {
  const logGroups = Object.values(functionsByRoute()).map(({ Properties }) => {
    expect(Properties).toMatchObject({
      Runtime: 'nodejs24.x',
      Architectures: ['arm64'],
      Handler: 'index.handler',
      LoggingConfig: { LogFormat: 'JSON', SystemLogLevel: 'WARN' },
    });
    return Properties.LoggingConfig.LogGroup.Ref;
  });
  expect(new Set(logGroups).size).toBe(all.length);
});

test.each(['staging', 'production'] as const)(
  'what %s logs is kept as long as it says, and masked',
  (name) => {
    const days = { staging: 30, production: 365 }[name];
    const logGroups = resourcesOf(templateOf(name, 'EmbedSecretsApi'), 'AWS::Logs::LogGroup');
    for (const { Properties } of Object.values(logGroups)) {
      expect(Properties.RetentionInDays).toBe(days);
      expect(Properties.DataProtectionPolicy).toMatchObject({
        Statement: [
          { DataIdentifier: ['EmbedSecretKey'], Operation: { Audit: { FindingsDestination: {} } } },
          { DataIdentifier: ['EmbedSecretKey'], Operation: { Deidentify: { MaskConfig: {} } } },
        ],
        Configuration: {
          CustomDataIdentifier: [{ Name: 'EmbedSecretKey', Regex: 'esk_[0-9A-Za-z]{28}' }],
        },
      });
    }
  },
);

test('the mask matches generated keys', async () => {
  const { generateSecretKey } = await import('../../shared/secrets/secret-key.ts');
  const [logGroup] = Object.values(resourcesOf(template(), 'AWS::Logs::LogGroup'));
  const [{ Regex }] = logGroup?.Properties.DataProtectionPolicy.Configuration.CustomDataIdentifier ?? [{}];
  expect(generateSecretKey()).toMatch(new RegExp(`^${Regex}$`));
});

test('a response that is our fault notifies the alarm address', () => {
  const Properties = Object.values(resourcesOf(template(), 'AWS::CloudWatch::Alarm')).find(
    (alarm) => alarm.Properties.AlarmName === 'embed-secrets-api-server-errors',
  )?.Properties;
  const [topic] = Object.keys(resourcesOf(template(), 'AWS::SNS::Topic'));
  expect(Properties).toMatchObject({
    MetricName: '5xx',
    Namespace: 'AWS/ApiGateway',
    Statistic: 'Sum',
    Threshold: 1,
    AlarmActions: [{ Ref: topic }],
  });
});

test('a function has the variables that its operation names, the names of its tables, and no others', () => {
  const values: Record<string, string> = {
    EMBED_DOMAIN: 'embed.example.com',
    EMBED_HOST_PROOF: 'required',
    EMBED_SESSION_LENGTH_HOURS: '24',
  };
  for (const operation of all) {
    const { environment: names = [] } = operation;
    const tables = operationAccess[operation.id].map(({ table }) => [
      {
        EmbedSecrets: 'EMBED_SECRETS_TABLE',
        EmbedSessions: 'EMBED_SESSIONS_TABLE',
        EmbedEvents: 'EMBED_EVENTS_TABLE',
      }[table],
      table,
    ]);
    const expected = Object.fromEntries([...names.map((name) => [name, values[name]]), ...tables]);
    const { Properties } = functionsByRoute()[`${operation.method} ${operation.path}`] as Resource;
    expect([operation.id, Properties.Environment?.Variables ?? {}]).toEqual([operation.id, expected]);
  }
});

test('every handler of an operation is a file of its name', () => {
  for (const { id } of all) {
    expect(readFileSync(new URL(`../../lambdas/api/${id}.ts`, import.meta.url), 'utf8')).toContain(`'${id}'`);
  }
});
