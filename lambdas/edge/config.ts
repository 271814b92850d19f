import type { TableNames } from '../../shared/table-names.ts';

/** An edge function's configuration, in a file next to the bundle: Lambda@Edge has no environment variables. */
export type EdgeConfig = {
  /** `embed.example.com`, without a port. Organizations are one label below it. */
  embedDomain: string;
  /** The scheme that viewers use, for the `Origin` of unsafe requests. `http` only in a local run. */
  viewerScheme: 'https' | 'http';
  /** `aud` of the identity: the embedded application. */
  audience: string;
  /** How long sessions last if their organization hasn't set it. */
  sessionLengthHours: number;
  /** Where the tables are. */
  region: string;
  /** DynamoDB's endpoint, if it isn't AWS's own: `http://127.0.0.1:8000`. */
  dynamodbEndpoint?: string;
};

/** What the deployment writes to the file next to the bundle. */
export type EdgeSettings = { config: EdgeConfig; tableNames: TableNames };
