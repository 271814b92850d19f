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

/** Who calls, as IAM vouches for it. Nothing of it is the client's own. */
export type Caller = {
  /** Stable: the Cognito subject if there is one, else the ARN. */
  id: string;
  /** The user who signed in, if an identity pool issued the credentials. */
  user?: CognitoUser;
};

export type CognitoUser = { userPoolId: string; subject: string };

/** Reads the caller. An identity pool puts the user into `amr` as `<provider>:CognitoSignIn:<subject>`. */
export function callerOf({ requestContext }: ApiEvent): Caller {
  const { userArn, cognitoIdentity } = requestContext.authorizer.iam;
  for (const method of cognitoIdentity?.amr ?? []) {
    const [, userPoolId, subject] = signInPattern.exec(method) ?? [];
    if (userPoolId !== undefined && subject !== undefined) {
      return { id: subject, user: { userPoolId, subject } };
    }
  }
  return { id: userArn };
}

const signInPattern = /^cognito-idp\.[\w.-]+\/([\w-]+):CognitoSignIn:(.+)$/;
