import { useCallback, useState } from 'react';
import { isReadOnlyOperation, type OperationId, operation } from '../../../shared/contract/operations.ts';
import type { ApiFailure } from '../api/api-failure.ts';
import type { SignedIn } from '../sign-in/signed-in.ts';

/**
 * Whether the user has read-only access. The sign-in's hint lets the page leave out what would be refused. IAM decides:
 * after a 403 to a change, the page is read-only whatever the hint was.
 */
export function useReadOnly(signedIn: SignedIn) {
  const [wasRefused, setRefused] = useState(false);
  const onFailure = useCallback((id: OperationId, { reason }: ApiFailure) => {
    if (reason === 'forbidden' && !isReadOnlyOperation(operation(id))) setRefused(true);
  }, []);
  return { isReadOnly: signedIn.isReadOnly || wasRefused, onFailure };
}
