import Button from '@cloudscape-design/components/button';
import type { CreatedSecret, SecretRecord } from '../../../shared/contract/records.ts';
import { useAdmin } from '../app/admin-context.ts';
import { hrefOf } from '../app/route.ts';
import { Dialog } from '../ui/dialog.tsx';
import { DoneFooter } from '../ui/done-footer.tsx';
import { NewSecret } from './new-secret.tsx';

/** The second step of a rotation: the new key, and the way to see who still uses the old one. */
export function RotatedSecret({
  old,
  secret,
  onClose,
}: {
  old: SecretRecord;
  secret: CreatedSecret;
  onClose: () => void;
}) {
  const { organizationId } = useAdmin();
  const compare = () => {
    window.location.hash = hrefOf(organizationId, 'secrets', old.id);
    onClose();
  };
  return (
    <Dialog
      key="dialog"
      step="created"
      size="large"
      header={`“${secret.name}” replaces “${old.name}”`}
      footer={
        <DoneFooter onDone={onClose}>
          <Button formAction="none" onClick={compare}>
            Compare old and new
          </Button>
        </DoneFooter>
      }
      onClose={onClose}
    >
      <NewSecret secret={secret} />
    </Dialog>
  );
}
