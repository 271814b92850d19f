import AttributeEditor from '@cloudscape-design/components/attribute-editor';
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import DateInput from '@cloudscape-design/components/date-input';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import KeyValuePairs from '@cloudscape-design/components/key-value-pairs';
import SpaceBetween from '@cloudscape-design/components/space-between';
import Toggle from '@cloudscape-design/components/toggle';
import { type ErrorOf, type SettingsFields, toNames } from './settings-fields.ts';

/** Whether URLs of the old format open, until when, with which parameters; and whether any still come. */
export function LegacyUrls({
  fields,
  onChange,
  logins,
  errorOf,
}: {
  fields: SettingsFields;
  onChange: (fields: SettingsFields) => void;
  logins: readonly { date: string; count: number }[];
  errorOf: ErrorOf;
}) {
  const { acceptsV0, until, parameterSets } = fields;
  return (
    <Container
      header={
        <Header
          variant="h2"
          description="The old format signs neither the parameters’ names nor an expiry. Accept it only while you move to v1."
        >
          Legacy URLs (v0)
        </Header>
      }
    >
      <SpaceBetween size="l">
        <Toggle
          checked={acceptsV0}
          onChange={({ detail }) =>
            onChange({
              ...fields,
              acceptsV0: detail.checked,
              // Without any, no URL would pass.
              parameterSets: parameterSets.length === 0 ? [''] : parameterSets,
            })
          }
        >
          Accept v0 URLs
        </Toggle>
        {acceptsV0 && (
          <SpaceBetween size="l">
            <FormField
              label="Until"
              constraintText="YYYY/MM/DD. They open until the end of this day, UTC."
              errorText={errorOf('acceptV0.until', 'The day')}
            >
              <DateInput
                value={until}
                placeholder="YYYY/MM/DD"
                onChange={({ detail }) => onChange({ ...fields, until: detail.value })}
              />
            </FormField>
            <FormField
              label="Sets of optional parameters"
              description="A URL’s optional parameters must be exactly one of these sets, no two of which have the same size."
              errorText={errorOf('acceptV0.parameterSets', 'The list')}
              stretch
            >
              <AttributeEditor
                items={parameterSets}
                definition={[
                  {
                    label: 'Names, separated by commas',
                    constraintText: 'None: for URLs without optional parameters.',
                    control: (names: string, index: number) => (
                      <Input
                        value={names}
                        ariaLabel={`Set ${index + 1}`}
                        placeholder="theme, userAttributes"
                        spellcheck={false}
                        onChange={({ detail }) =>
                          onChange({ ...fields, parameterSets: parameterSets.with(index, detail.value) })
                        }
                      />
                    ),
                    errorText: (_: string, index: number) =>
                      errorOf(`acceptV0.parameterSets.${index}`, 'It') ||
                      toNames(parameterSets[index] ?? '')
                        .map((name, at) => errorOf(`acceptV0.parameterSets.${index}.${at}`, `“${name}”`))
                        .filter(Boolean)
                        .join(' '),
                  },
                ]}
                empty={<Box color="text-body-secondary">No set: no v0 URL opens.</Box>}
                addButtonText="Add a set"
                removeButtonText="Remove"
                removeButtonAriaLabel={(names) => `Remove the set ${names}`}
                onAddButtonClick={() => onChange({ ...fields, parameterSets: [...parameterSets, ''] })}
                onRemoveButtonClick={({ detail }) =>
                  onChange({ ...fields, parameterSets: parameterSets.toSpliced(detail.itemIndex, 1) })
                }
              />
            </FormField>
          </SpaceBetween>
        )}
        {logins.length > 0 && (
          <KeyValuePairs
            columns={4}
            items={logins.map(({ date, count }) => ({ label: date, value: `${count} v0 logins` }))}
          />
        )}
      </SpaceBetween>
    </Container>
  );
}
