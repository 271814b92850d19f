import { Duration } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  CorsHttpMethod,
  HttpApi,
  HttpMethod,
  HttpStage,
  LogGroupLogDestination,
} from 'aws-cdk-lib/aws-apigatewayv2';
import { HttpIamAuthorizer } from 'aws-cdk-lib/aws-apigatewayv2-authorizers';
import { HttpLambdaIntegration } from 'aws-cdk-lib/aws-apigatewayv2-integrations';
import type { IFunction } from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import type { Operation } from '../../shared/contract/operations.ts';
import { type LogRetention, ProtectedLogGroup } from './protected-log-group.ts';

/** Requests a second, of the whole API: people and servers manage secrets with it, viewers never reach it. */
const throttle = { rateLimit: 100, burstLimit: 200 };

/** One line a request. No query string, no header: neither is ours to keep. */
const accessLogFormat = AccessLogFormat.custom(
  JSON.stringify({
    requestId: '$context.requestId',
    time: '$context.requestTimeEpoch',
    ip: '$context.identity.sourceIp',
    caller: '$context.identity.userArn',
    routeKey: '$context.routeKey',
    path: '$context.path',
    status: '$context.status',
    latencyMs: '$context.responseLatency',
    error: '$context.error.messageString',
    integrationError: '$context.integrationErrorMessage',
  }),
);

export type EmbedApiProps = {
  /** Of the admin page: the only one whose scripts may call. */
  allowedOrigin: string;
  retention: LogRetention;
};

/** The HTTP API: every route behind the IAM authorizer. */
export class EmbedApi extends HttpApi {
  readonly stage: HttpStage;

  constructor(scope: Construct, id: string, { allowedOrigin, retention }: EmbedApiProps) {
    super(scope, id, {
      apiName: 'embed-secrets',
      createDefaultStage: false,
      defaultAuthorizer: new HttpIamAuthorizer(),
      corsPreflight: {
        allowOrigins: [allowedOrigin],
        allowMethods: [
          CorsHttpMethod.GET,
          CorsHttpMethod.POST,
          CorsHttpMethod.PUT,
          CorsHttpMethod.PATCH,
          CorsHttpMethod.DELETE,
        ],
        allowHeaders: [
          'authorization',
          'content-type',
          'x-amz-content-sha256',
          'x-amz-date',
          'x-amz-security-token',
        ],
        maxAge: Duration.minutes(5),
      },
    });
    this.stage = new HttpStage(this, 'Stage', {
      httpApi: this,
      stageName: '$default',
      autoDeploy: true,
      throttle,
      accessLogSettings: {
        destination: new LogGroupLogDestination(new ProtectedLogGroup(this, 'AccessLogs', retention)),
        format: accessLogFormat,
      },
    });
  }

  /** Makes an operation's route, and lets it invoke the operation's function. */
  addOperation({ id, method, path }: Operation, handler: IFunction): void {
    this.addRoutes({
      path,
      methods: [HttpMethod[method]],
      integration: new HttpLambdaIntegration(id, handler),
    });
  }

  /** @param resource `<METHOD>/<path>`, with an IAM wildcard or variable in place of a parameter */
  invocationArn(resource: string, apiId = this.apiId): string {
    const { account, region } = this.stack;
    return `arn:aws:execute-api:${region}:${account}:${apiId}/${this.stage.stageName}/${resource}`;
  }
}
