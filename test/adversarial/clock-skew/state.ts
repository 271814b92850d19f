import { createSecret, type Harness, type Secret } from '../harness/harness.ts';
import type { Random } from '../harness/random.ts';
import type { Report } from '../harness/report.ts';
import type { deadlines } from './deadlines.ts';

/** A secret as its admin knows it. */
export type KnownSecret = Secret & {
  /** Clock-free: deleted, disabled or replaced at once. */
  isRevoked: boolean;
  retiresAt: number;
};

export type KnownSession = {
  host: string;
  cookie: string;
  secret: KnownSecret;
  endsAt: number;
  /** Whether all sessions were ended since. */
  isEnded: boolean;
};

/** A history: what there is, what time it really is, and what its observer knows. It knows nothing of the code. */
export type State = {
  /** Of the API, of those who sign, and of the observer. Epoch milliseconds. */
  now: number;
  organizationId: string;
  admin: Harness;
  edges: readonly [Harness, Harness];
  random: Random;
  report: Report;
  expect: ReturnType<typeof deadlines>;
  /** Whether clocks differ so little that ending all sessions ends every one. */
  areAllEndable: boolean;
  secrets: KnownSecret[];
  sessions: KnownSession[];
};

export async function makeSecret(state: State): Promise<KnownSecret> {
  const { id, secretKey } = await createSecret(state.admin, state.organizationId);
  const secret = { id, secretKey, isRevoked: false, retiresAt: Number.POSITIVE_INFINITY };
  state.secrets.push(secret);
  return secret;
}
