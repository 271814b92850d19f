/** What an edge function knows of its environment. Lambda@Edge has no variables: it is baked in at bundling. */
export type EdgeConfig = {
  /** Organizations are one label below it: `embed.example.com`. Without a port. */
  embedDomain: string;
  /** The scheme that viewers use, for the `Origin` of unsafe requests. `http` in a local run only. */
  viewerScheme: 'https' | 'http';
  /** `aud` of the identity: the application that is embedded. */
  audience: string;
  /** Where the tables are. */
  region: string;
  /** DynamoDB's endpoint, where it is not AWS's own: `http://127.0.0.1:8000`. */
  dynamodbEndpoint?: string;
};
