import Button from '@cloudscape-design/components/button';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import type { SettingsRecord } from '../../../shared/contract/records.ts';
import { FailureAlert } from '../api/failure-alert.tsx';
import { useAdmin } from '../app/admin-context.ts';
import { useSubmission } from '../ui/use-submission.ts';
import { FrameAncestorsField } from './frame-ancestors-field.tsx';
import { LegacyUrls } from './legacy-urls.tsx';
import { changesOf, sessionLengthError, toFields } from './settings-fields.ts';

/** Edits all settings; saves only the changed ones. */
export function SettingsForm({ settings }: { settings: SettingsRecord }) {
  const { api, notify } = useAdmin();
  const [saved, setSaved] = useState(settings);
  const [fields, setFields] = useState(() => toFields(settings));
  const changes = changesOf(fields, saved);
  const isChanged = Object.keys(changes).length > 0;
  const lengthError = sessionLengthError(fields.sessionLengthHours);
  const { submit, isSending, failure } = useSubmission(async () => {
    const updated = await api.updateSettings(changes);
    setSaved(updated);
    setFields(toFields(updated));
    notify({ id: 'settings', type: 'success', content: 'Settings saved.' });
  });
  const errorOf = (field: string, label: string) => failure?.fieldMessage(field, label) ?? '';

  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        if (isChanged && lengthError === undefined) void submit();
      }}
    >
      <SpaceBetween size="l">
        <Container header={<Header variant="h2">Sessions</Header>}>
          <FormField
            label="Session length"
            description="How long a session lasts after a URL is opened. Existing sessions keep their length."
            constraintText="Hours, from 1 to 576 (24 days)."
            errorText={lengthError ?? errorOf('sessionLengthHours', 'The session length')}
          >
            <Input
              type="number"
              inputMode="numeric"
              value={fields.sessionLengthHours}
              onChange={({ detail }) => setFields({ ...fields, sessionLengthHours: detail.value })}
            />
          </FormField>
        </Container>
        <FrameAncestorsField
          origins={fields.frameAncestors}
          onChange={(frameAncestors) => setFields({ ...fields, frameAncestors })}
          errorOf={errorOf}
        />
        <LegacyUrls fields={fields} onChange={setFields} logins={saved.v0Logins ?? []} errorOf={errorOf} />
        {failure !== undefined && failure.fieldErrors.length === 0 && (
          <FailureAlert failure={failure} onRetry={() => void submit()} />
        )}
        <SpaceBetween size="xs" direction="horizontal">
          <Button
            variant="primary"
            formAction="submit"
            disabled={!isChanged}
            loading={isSending}
            loadingText="Saving"
          >
            Save changes
          </Button>
          <Button variant="link" disabled={!isChanged} onClick={() => setFields(toFields(saved))}>
            Discard changes
          </Button>
        </SpaceBetween>
      </SpaceBetween>
    </form>
  );
}
