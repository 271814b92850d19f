import Button from '@cloudscape-design/components/button';
import SpaceBetween from '@cloudscape-design/components/space-between';
import { useState } from 'react';
import type { SettingsRecord } from '../../../shared/contract/records.ts';
import { FailureAlert } from '../api/failure-alert.tsx';
import { useSubmission } from '../api/use-submission.ts';
import { useAdmin } from '../app/admin-context.ts';
import { CustomClaims } from './custom-claims.tsx';
import { FrameAncestorsField } from './frame-ancestors-field.tsx';
import { LegacyUrls } from './legacy-urls.tsx';
import { RedeemUrls } from './redeem-urls.tsx';
import { SessionLengthField } from './session-length-field.tsx';
import { changesOf, type SettingsFields, sessionLengthError, toFields } from './settings-fields.ts';

/** Edits all settings; saves only the changed ones. Fields that weren't edited follow the saved settings. */
export function SettingsForm({
  settings,
  onSaved,
}: {
  settings: SettingsRecord;
  onSaved: (settings: SettingsRecord) => void;
}) {
  const { api, notify, isReadOnly } = useAdmin();
  const [edits, setEdits] = useState<Partial<SettingsFields>>({});
  const fields = { ...toFields(settings), ...edits };
  const edit = (next: Partial<SettingsFields>) => setEdits((last) => ({ ...last, ...next }));
  const changes = changesOf(fields, settings);
  const isChanged = Object.keys(changes).length > 0;
  const lengthError = sessionLengthError(fields.sessionLengthHours);
  const { submit, isSending, failure } = useSubmission(async () => {
    onSaved(await api.updateSettings(changes));
    setEdits({});
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
      <fieldset disabled={isReadOnly} className="plain-fieldset">
        <SpaceBetween size="l">
          <SessionLengthField
            hours={fields.sessionLengthHours}
            onChange={(sessionLengthHours) => edit({ sessionLengthHours })}
            error={lengthError ?? errorOf('sessionLengthHours', 'The session length')}
          />
          <FrameAncestorsField
            origins={fields.frameAncestors}
            onChange={(frameAncestors) => edit({ frameAncestors })}
            errorOf={errorOf}
          />
          <CustomClaims fields={fields} onChange={edit} errorOf={errorOf} />
          <RedeemUrls
            acceptsBranch={fields.acceptsBranch}
            onChange={(acceptsBranch) => edit({ acceptsBranch })}
          />
          <LegacyUrls fields={fields} onChange={edit} logins={settings.v0Logins} errorOf={errorOf} />
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
            <Button variant="link" formAction="none" disabled={!isChanged} onClick={() => setEdits({})}>
              Discard changes
            </Button>
          </SpaceBetween>
        </SpaceBetween>
      </fieldset>
    </form>
  );
}
