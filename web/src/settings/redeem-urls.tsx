import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import Toggle from '@cloudscape-design/components/toggle';
import { useAdmin } from '../app/admin-context.ts';

/** Whether redeem URLs can have the parameter `branch`, the only one that has to be listed. */
export function RedeemUrls({
  acceptsBranch,
  onChange,
}: {
  acceptsBranch: boolean;
  onChange: (acceptsBranch: boolean) => void;
}) {
  const { isReadOnly } = useAdmin();
  return (
    <Container header={<Header variant="h2">Redeem URLs (2-step SSO)</Header>}>
      <Toggle
        checked={acceptsBranch}
        disabled={isReadOnly}
        description="Turn this on if your servers pass branch to redeemSessionToken. Redeem URLs with theme alone are then rejected: pass prefersDark too, or send theme as a claim."
        onChange={({ detail }) => onChange(detail.checked)}
      >
        Accept branch in redeem URLs
      </Toggle>
    </Container>
  );
}
