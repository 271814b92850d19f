import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type Operation, operations } from '../../shared/contract/operations.ts';
import { operationAccess } from '../../shared/table-access.ts';
import { type Resource, resourceOf, resourcesOf, templateOf, textOf } from './support/templates.ts';

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

test('every route wants a signed request that IAM allows', () => {
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

test('the mask fits the keys that are made', async () => {
  const { generateSecretKey } = await import('../../shared/secrets/secret-key.ts');
  const [logGroup] = Object.values(resourcesOf(template(), 'AWS::Logs::LogGroup'));
  const [{ Regex }] = logGroup?.Properties.DataProtectionPolicy.Configuration.CustomDataIdentifier ?? [{}];
  expect(generateSecretKey()).toMatch(new RegExp(`^${Regex}$`));
});

test("scripts of the admin page may call the API, and no other page's", () => {
  expect(resourceOf(template(), 'AWS::ApiGatewayV2::Api').Properties.CorsConfiguration).toEqual({
    AllowOrigins: ['https://admin.embed.example.com'],
    AllowMethods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    AllowHeaders: [
      'authorization',
      'content-type',
      'x-amz-content-sha256',
      'x-amz-date',
      'x-amz-security-token',
    ],
    MaxAge: 300,
  });
});

describe('the throttle of a route', () => {
  const settings = (): Record<string, object> =>
    resourceOf(template(), 'AWS::ApiGatewayV2::Stage').Properties.RouteSettings;

  test('is its own: a burst on one route leaves all others alone', () => {
    expect(Object.keys(settings()).sort()).toEqual(all.map(({ method, path }) => `${method} ${path}`).sort());
    for (const [route, limits] of Object.entries(settings())) {
      expect([route, limits]).toEqual([
        route,
        { ThrottlingRateLimit: expect.any(Number), ThrottlingBurstLimit: expect.any(Number) },
      ]);
    }
  });

  test.each([
    ['a login', 'POST /organizations/{organizationId}/embed/sessions', 100, 200],
    ['a deletion', 'DELETE /organizations/{organizationId}/embed/secrets/{secretId}', 50, 100],
    ['a read', 'GET /organizations/{organizationId}/embed/secrets', 50, 100],
    ['any other change', 'POST /organizations/{organizationId}/embed/secrets', 20, 40],
  ])('allows for %s', (_, route, rate, burst) => {
    expect(settings()[route]).toEqual({ ThrottlingRateLimit: rate, ThrottlingBurstLimit: burst });
  });

  test('is set after its route exists: API Gateway refuses one for an unknown route', () => {
    const { DependsOn = [] } = resourceOf(template(), 'AWS::ApiGatewayV2::Stage');
    expect(DependsOn).toEqual(
      expect.arrayContaining(Object.keys(resourcesOf(template(), 'AWS::ApiGatewayV2::Route'))),
    );
  });
});

describe('the access log of the API', () => {
  const format = (): string =>
    resourceOf(template(), 'AWS::ApiGatewayV2::Stage').Properties.AccessLogSettings.Format;

  test('has who called what, without query strings or headers', () => {
    expect(Object.values(JSON.parse(format()))).toEqual([
      '$context.requestId',
      '$context.requestTimeEpoch',
      '$context.identity.sourceIp',
      '$context.identity.userArn',
      '$context.routeKey',
      '$context.path',
      '$context.status',
      '$context.responseLatency',
      '$context.error.message',
      '$context.integrationErrorMessage',
    ]);
  });

  /** As API Gateway does: `messageString` comes with quotes around it, what has no value is `-`. */
  const render = (values: Record<string, string>): Record<string, string> =>
    JSON.parse(format().replace(/\$context\.([\w.]+)/g, (_, name: string) => values[name] ?? '-'));

  test('is JSON for a request with an error', () => {
    const values = { 'error.message': 'Forbidden', 'error.messageString': '"Forbidden"', status: '403' };
    expect(render(values)).toMatchObject({ status: '403', error: 'Forbidden', integrationError: '-' });
  });

  test('is JSON for a request without one', () => {
    expect(render({ status: '200' })).toMatchObject({ status: '200', error: '-' });
  });
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
