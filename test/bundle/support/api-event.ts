import { type OperationId, operation as operationOf } from '../../../shared/contract/operations.ts';

/**
 * An operation's request as an HTTP API hands it on: payload format 2.0, with the IAM authorizer's context.
 *
 * @param parameters of the path
 */
export function apiEvent(id: OperationId, parameters: Record<string, string>, body?: object): object {
  const { method, path } = operationOf(id);
  const rawPath = path.replaceAll(/\{(\w+)\}/g, (_, name: string) => parameters[name] ?? '');
  const userArn = 'arn:aws:sts::222222222222:assumed-role/Admin/ada';
  return {
    version: '2.0',
    routeKey: `${method} ${path}`,
    rawPath,
    rawQueryString: '',
    headers: {
      host: 'a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com',
      'content-type': 'application/json',
      'x-forwarded-proto': 'https',
    },
    pathParameters: parameters,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    isBase64Encoded: false,
    requestContext: {
      accountId: '222222222222',
      apiId: 'a1b2c3d4e5',
      authorizer: {
        iam: {
          accessKey: 'ASIATESTTESTTESTTEST',
          accountId: '222222222222',
          callerId: 'AROATEST:ada',
          cognitoIdentity: null,
          principalOrgId: 'aws:PrincipalOrgID',
          userArn,
          userId: 'AROATEST:ada',
        },
      },
      domainName: 'a1b2c3d4e5.execute-api.eu-central-1.amazonaws.com',
      domainPrefix: 'a1b2c3d4e5',
      http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '192.0.2.1', userAgent: 'test' },
      requestId: 'JKJaXmPLvHcESHA=',
      routeKey: `${method} ${path}`,
      stage: '$default',
      time: '10/Mar/2025:12:00:00 +0000',
      timeEpoch: 1_741_608_000_000,
    },
  };
}
