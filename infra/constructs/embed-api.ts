import { Duration } from 'aws-cdk-lib';
import { AccessLogFormat } from 'aws-cdk-lib/aws-apigateway';
import {
  type CfnStage,
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
import { logGroupName, namePrefix } from './names.ts';
import { type LogRetention, ProtectedLogGroup } from './protected-log-group.ts';
import { routeThrottle } from './route-throttle.ts';

/** The API's access log. */
export const apiAccessLogGroupName = (scope: Construct): string => logGroupName(scope, 'api-access');

/**
 * One JSON line per request, without query strings and headers. `$context.error.messageString` already includes quotes,
 * so with quotes around it the line isn't JSON. Without them it isn't JSON either if there was no error, because API Gateway
 * then writes `-`.
 * https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-logging-variables.html
 */
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
    error: '$context.error.message',
    integrationError: '$context.integrationErrorMessage',
  }),
);

export type EmbedApiProps = {
  /** The admin page's origin: the only one whose scripts may call the API. */
  allowedOrigin: string;
  retention: LogRetention;
};

/** The HTTP API: every route has the IAM authorizer and its own throttle. */
export class EmbedApi extends HttpApi {
  readonly stage: HttpStage;

  constructor(scope: Construct, id: string, { allowedOrigin, retention }: EmbedApiProps) {
    super(scope, id, {
      apiName: namePrefix(scope),
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
          'idempotency-key',
          'x-amz-content-sha256',
          'x-amz-date',
          'x-amz-security-token',
        ],
        exposeHeaders: ['x-request-id', 'apigw-requestid'],
        maxAge: Duration.minutes(5),
      },
    });
    this.stage = new HttpStage(this, 'Stage', {
      httpApi: this,
      stageName: '$default',
      autoDeploy: true,
      accessLogSettings: {
        destination: new LogGroupLogDestination(
          new ProtectedLogGroup(this, 'AccessLogs', {
            ...retention,
            logGroupName: apiAccessLogGroupName(this),
          }),
        ),
        format: accessLogFormat,
      },
    });
  }

  /** Adds an operation's route with its throttle, and allows it to invoke the operation's function. */
  addOperation(operation: Operation, handler: IFunction): void {
    const { id, method, path } = operation;
    const routes = this.addRoutes({
      path,
      methods: [HttpMethod[method]],
      integration: new HttpLambdaIntegration(id, handler),
    });
    const { rateLimit, burstLimit } = routeThrottle(operation);
    const stage = this.stage.node.defaultChild as CfnStage;
    stage.addPropertyOverride(`RouteSettings.${method} ${path}`, {
      ThrottlingRateLimit: rateLimit,
      ThrottlingBurstLimit: burstLimit,
    });
    // API Gateway can't create a stage with settings for a route that doesn't exist yet.
    this.stage.node.addDependency(...routes);
  }

  /** @param resource `<METHOD>/<path>`, with an IAM wildcard or variable in place of a parameter */
  invocationArn(resource: string, apiId = this.apiId): string {
    const { account, region } = this.stack;
    return `arn:aws:execute-api:${region}:${account}:${apiId}/${this.stage.stageName}/${resource}`;
  }
}
