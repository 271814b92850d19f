import { useEffect } from 'react';
import { useAdmin } from '../app/admin-context.ts';
import { hrefOf } from '../app/route.ts';
import { EmptyList } from '../ui/empty-list.tsx';
import { returnFocus } from '../ui/focus.ts';

/** Shown for a secret that isn't in the organization, or not any more. */
export function MissingSecret() {
  const { organizationId } = useAdmin();
  // The control that had the focus is gone with the secret.
  useEffect(() => {
    if (document.activeElement === document.body) returnFocus(null);
  }, []);
  return (
    <EmptyList
      title="This secret doesn’t exist"
      action="Show all secrets"
      isFocusFallback
      onAction={() => {
        window.location.hash = hrefOf(organizationId, 'secrets');
      }}
    >
      It may have been deleted.
    </EmptyList>
  );
}
