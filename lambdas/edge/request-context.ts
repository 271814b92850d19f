import type { DynamoDb } from '../../shared/dynamodb.ts';
import type { EnvironmentKeys } from '../../shared/environment/environment-keys.ts';
import type { signIdentity } from '../../shared/sessions/identity.ts';
import type { EdgeConfig } from './config.ts';

/** One viewer request, and what it may use. */
export type RequestContext = {
  config: EdgeConfig;
  dynamodb: DynamoDb;
  /**
   * DynamoDB for best-effort writes: until a quarter of a second after `alongside` has settled, and within the
   * request's own budget.
   */
  bestEffortDynamoDb: (alongside?: Promise<unknown>) => DynamoDb;
  signIdentity: typeof signIdentity;
  environmentKeys: () => Promise<EnvironmentKeys>;
  /** In lower case, with its port. */
  host: string;
  /** The organization of the host; `undefined` if no organization has it. */
  organizationId: () => Promise<string | undefined>;
  /** Epoch milliseconds. */
  now: number;
};
