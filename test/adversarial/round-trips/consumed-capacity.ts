import type { StoreRequest, StoreResponse } from '../harness/store-proxy.ts';

/** A request to the table, with the capacity units that it consumed. */
export type CountedRequest = { request: StoreRequest; read: number; written: number };

export const isWrite = (operation: string): boolean =>
  ['UpdateItem', 'PutItem', 'DeleteItem'].includes(operation);

export function countCapacity(request: StoreRequest, { body }: StoreResponse): CountedRequest {
  const { ConsumedCapacity: consumed = [] } = JSON.parse(body.toString()) as {
    ConsumedCapacity?: Capacity | Capacity[];
  };
  const units = [consumed].flat().reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
  return isWrite(request.operation)
    ? { request, read: 0, written: units }
    : { request, read: units, written: 0 };
}

type Capacity = { CapacityUnits?: number };

export const totalCapacity = (requests: readonly CountedRequest[]) => ({
  read: requests.reduce((units, { read }) => units + read, 0),
  written: requests.reduce((units, { written }) => units + written, 0),
});
