import AttributeEditor from '@cloudscape-design/components/attribute-editor';
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import DateInput from '@cloudscape-design/components/date-input';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Toggle from '@cloudscape-design/components/toggle';
import { useAdmin } from '../app/admin-context.ts';
import { type ErrorOf, type SettingsFields, toNames } from './settings-fields.ts';
import { V0Logins } from './v0-logins.tsx';

/** Whether v0 URLs are accepted, until when, with which parameters, and how many were used lately. */
export function LegacyUrls({
  fields,
  onChange,
  logins,
  errorOf,
}: {
  fields: SettingsFields;
  onChange: (edits: Partial<SettingsFields>) => void;
  logins: readonly { date: string; count: number }[];
  errorOf: ErrorOf;
}) {
  const { isReadOnly } = useAdmin();
  const { acceptsV0, until, parameterSets } = fields;
  return (
    <Container
      header={
        <Header
          variant="h2"
          description="The legacy format doesn’t sign parameter names or an expiry. Accept it only while you migrate to v1."
        >
          Legacy URLs (v0)
        </Header>
      }
    >
      <SpaceBetween size="l">
        <Toggle
          checked={acceptsV0}
          disabled={isReadOnly}
          onChange={({ detail }) =>
            onChange({
              acceptsV0: detail.checked,
              // Without a set, no v0 URL would be accepted.
              parameterSets: parameterSets.length === 0 ? [''] : parameterSets,
            })
          }
        >
          Accept v0 URLs
        </Toggle>
        {acceptsV0 && (
          <SpaceBetween size="l">
            <FormField
              label="Accept until"
              constraintText={acceptedThrough(until)}
              errorText={errorOf('acceptV0.until', 'The date')}
            >
              <DateInput
                value={until}
                placeholder="YYYY/MM/DD"
                onChange={({ detail }) => onChange({ until: detail.value })}
              />
            </FormField>
            <FormField
              label="Allowed sets of optional parameters"
              description="A URL’s optional parameters must match one of these sets exactly. Each set must have a different size."
              errorText={errorOf('acceptV0.parameterSets', 'The list')}
              stretch
            >
              <AttributeEditor
                items={parameterSets}
                definition={[
                  {
                    label: 'Names, separated by commas',
                    constraintText: 'Leave empty to allow URLs without optional parameters.',
                    control: (names: string, index: number) => (
                      <Input
                        value={names}
                        ariaLabel={`Set ${index + 1}`}
                        placeholder="theme, userAttributes"
                        spellcheck={false}
                        onChange={({ detail }) =>
                          onChange({ parameterSets: parameterSets.with(index, detail.value) })
                        }
                      />
                    ),
                    errorText: (_: string, index: number) =>
                      errorOf(`acceptV0.parameterSets.${index}`, 'The set') ||
                      toNames(parameterSets[index] ?? '')
                        .map((name, at) => errorOf(`acceptV0.parameterSets.${index}.${at}`, `“${name}”`))
                        .filter(Boolean)
                        .join(' '),
                  },
                ]}
                empty={<Box color="text-body-secondary">No sets: no v0 URL is accepted.</Box>}
                disableAddButton={isReadOnly}
                isItemRemovable={() => !isReadOnly}
                addButtonText="Add set"
                removeButtonText="Remove"
                removeButtonAriaLabel={(names) => `Remove set ${names}`}
                onAddButtonClick={() => onChange({ parameterSets: [...parameterSets, ''] })}
                onRemoveButtonClick={({ detail }) =>
                  onChange({ parameterSets: parameterSets.toSpliced(detail.itemIndex, 1) })
                }
              />
            </FormField>
          </SpaceBetween>
        )}
        <V0Logins logins={logins} />
      </SpaceBetween>
    </Container>
  );
}

const acceptedThrough = (until: string): string =>
  Number.isNaN(Date.parse(until))
    ? 'YYYY/MM/DD'
    : `Accepted through ${new Intl.DateTimeFormat(undefined, { dateStyle: 'long', timeZone: 'UTC' }).format(new Date(until))}, UTC.`;
