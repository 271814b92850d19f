/** The members of API Gateway's payload format 2.0 that the API reads, with the IAM authorizer's context. */
export type ApiEvent = {
  rawPath: string;
  /** Absent for a route without parameters. The emulator that test:deployed runs on sends `null`. */
  pathParameters?: Readonly<Record<string, string | undefined>> | null;
  queryStringParameters?: Readonly<Record<string, string | undefined>>;
  headers: Readonly<Record<string, string | undefined>>;
  body?: string;
  isBase64Encoded: boolean;
  requestContext: {
    requestId: string;
    authorizer: { iam: { userArn: string; cognitoIdentity?: { amr?: readonly string[] | null } | null } };
  };
};

export type ApiResult = { statusCode: number; headers: Record<string, string>; body?: string };

/**
 * Who calls: the Cognito subject if there is one, else the ARN.
 *
 * An identity pool puts the subject into `amr` as `<provider>:CognitoSignIn:<subject>`.
 */
export function callerOf({ requestContext }: ApiEvent): string {
  const { userArn, cognitoIdentity } = requestContext.authorizer.iam;
  const marker = ':CognitoSignIn:';
  const signIn = cognitoIdentity?.amr?.find((method) => method.includes(marker));
  return signIn === undefined ? userArn : signIn.slice(signIn.indexOf(marker) + marker.length);
}
