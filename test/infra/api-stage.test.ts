import { describe, expect, test } from 'vitest';
import { type Operation, operations } from '../../shared/contract/operations.ts';
import { resourceOf, resourcesOf, templateOf } from './support/templates.ts';

const all: readonly Operation[] = operations;
const template = () => templateOf('production', 'EmbedSecretsApi');

test("scripts of the admin page may call the API, and no other page's", () => {
  expect(resourceOf(template(), 'AWS::ApiGatewayV2::Api').Properties.CorsConfiguration).toEqual({
    AllowOrigins: ['https://admin.embed.example.com'],
    AllowMethods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    AllowHeaders: [
      'authorization',
      'content-type',
      'idempotency-key',
      'x-amz-content-sha256',
      'x-amz-date',
      'x-amz-security-token',
    ],
    ExposeHeaders: ['x-request-id', 'apigw-requestid'],
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
