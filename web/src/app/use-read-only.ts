import { useCallback, useState } from 'react';
import { type OperationId, operation } from '../../../shared/contract/operations.ts';
import type { ApiFailure } from '../api/api-failure.ts';
import type { SignedIn } from '../sign-in/signed-in.ts';

/**
 * Whether the user can only look. The sign-in gives a hint, so that the page doesn't offer what would be refused; IAM
 * decides, and its 403 to a change, while reading works, has the last word.
 */
export function useReadOnly(signedIn: SignedIn) {
  const [wasRefused, setRefused] = useState(false);
  const onFailure = useCallback((id: OperationId, { reason }: ApiFailure) => {
    if (reason === 'forbidden' && operation(id).method !== 'GET') setRefused(true);
  }, []);
  return { isReadOnly: signedIn.isReadOnly || wasRefused, onFailure };
}
