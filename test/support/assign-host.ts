import type { OperationId } from '../../shared/contract/operations.ts';
import { hostProofName } from '../../shared/hosts/host-proof.ts';
import type { ApiCall } from './api.ts';

type Api = {
  txt: Map<string, string[]>;
  call: (id: OperationId, call: ApiCall) => Promise<{ status: number }>;
};

/** Assigns a custom host, as its owner and the operator do: the proof in DNS first. */
export async function assignHost({ txt, call }: Api, host: string, organizationId: string): Promise<void> {
  txt.set(hostProofName(host), [organizationId]);
  const { status } = await call('put-host', { host, body: { organizationId } });
  if (status !== 200) throw new Error(`put-host returned ${status}`);
}
