import type { ApiClient } from './api-client.ts';
import type { EdgeClient } from './edge-client.ts';
import type { Step } from './step.ts';

/** What every step works with. */
export type CheckContext = {
  api: ApiClient;
  edge: EdgeClient;
  step: Step;
  organizationId: string;
  /** The organization's host: `<organization>.<embed domain>`. */
  host: string;
};

export type ActiveSecret = { id: string; secretKey: string };
