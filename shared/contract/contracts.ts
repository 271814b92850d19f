import { environmentContracts } from './environment.ts';
import { eventContracts } from './events.ts';
import { hostContracts } from './hosts.ts';
import type { OperationContract } from './operation-contract.ts';
import type { OperationId } from './operations.ts';
import { organizationContracts } from './organizations.ts';
import { secretContracts } from './secrets.ts';
import { sessionContracts } from './sessions.ts';
import { settingsContracts } from './settings.ts';
import { urlContracts } from './urls.ts';
import { viewerContracts } from './viewers.ts';

/** The contract of every operation. */
export const contracts = {
  ...secretContracts,
  ...sessionContracts,
  ...viewerContracts,
  ...eventContracts,
  ...urlContracts,
  ...settingsContracts,
  ...organizationContracts,
  ...hostContracts,
  ...environmentContracts,
} satisfies Record<OperationId, OperationContract>;

export type Contracts = typeof contracts;
