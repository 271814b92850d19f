import Link from '@cloudscape-design/components/link';
import { useAdmin } from '../app/admin-context.ts';

/** Opens the help panel of the current view. */
export function InfoLink({ about }: { about: string }) {
  const { openHelp } = useAdmin();
  return (
    <Link variant="info" ariaLabel={`Info about ${about}`} onFollow={openHelp}>
      Info
    </Link>
  );
}
