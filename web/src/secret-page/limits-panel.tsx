import Box from '@cloudscape-design/components/box';
import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import Header from '@cloudscape-design/components/header';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import type { SecretDetails } from '../../../shared/contract/records.ts';
import { useAdmin } from '../app/admin-context.ts';
import type { SecretDialogState } from '../secrets/secret-dialog.tsx';

/** What URLs of a secret may open. */
export function LimitsPanel({
  secret,
  onAct,
}: {
  secret: SecretDetails;
  onAct: (dialog: SecretDialogState) => void;
}) {
  const { isReadOnly } = useAdmin();
  const { limits = {}, status } = secret;
  const { paths, hosts, maxExpiresInSeconds } = limits;
  return (
    <Container
      header={
        <Header
          variant="h3"
          actions={
            !isReadOnly &&
            status !== 'retired' && (
              <Button
                ariaHaspopup="dialog"
                ariaLabel={`Edit limits of ${secret.name}`}
                onClick={() => onAct({ kind: 'limits', secret })}
              >
                Edit limits
              </Button>
            )
          }
        >
          Limits
        </Header>
      }
    >
      <KeyValuePairs
        columns={3}
        items={[
          { label: 'Paths', value: <Lines items={paths} none="All paths" /> },
          { label: 'Hosts', value: <Lines items={hosts} none="All hosts of the organization" /> },
          {
            label: 'Longest lifetime of a URL',
            value:
              maxExpiresInSeconds === undefined ? 'Any' : `${maxExpiresInSeconds.toLocaleString()} seconds`,
          },
        ]}
      />
    </Container>
  );
}

function Lines({ items, none }: { items: readonly string[] | undefined; none: string }) {
  if (items === undefined) return none;
  return items.map((item) => (
    <div key={item} className="free-text">
      <Box variant="code">{item}</Box>
    </div>
  ));
}
