import AttributeEditor from '@cloudscape-design/components/attribute-editor';
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import { useAdmin } from '../app/admin-context.ts';
import type { ErrorOf } from './settings-fields.ts';

/** The origins whose pages can embed the application. */
export function FrameAncestorsField({
  origins,
  onChange,
  errorOf,
}: {
  origins: string[];
  onChange: (origins: string[]) => void;
  errorOf: ErrorOf;
}) {
  const { isReadOnly } = useAdmin();
  return (
    <Container
      header={
        <Header
          variant="h2"
          description="Origins whose pages can embed the application (CSP frame-ancestors). If the list is empty, any page can."
        >
          Embedding origins
        </Header>
      }
    >
      <FormField errorText={errorOf('frameAncestors', 'The list')} stretch>
        <AttributeEditor
          items={origins}
          definition={[
            {
              label: 'Origin',
              control: (origin: string, index: number) => (
                <Input
                  value={origin}
                  ariaLabel={`Origin ${index + 1}`}
                  placeholder="https://portal.example.com"
                  spellcheck={false}
                  onChange={({ detail }) => onChange(origins.with(index, detail.value))}
                />
              ),
              errorText: (_: string, index: number) => errorOf(`frameAncestors.${index}`, 'The origin'),
            },
          ]}
          empty={<Box color="text-body-secondary">Any page can embed the application.</Box>}
          disableAddButton={isReadOnly}
          isItemRemovable={() => !isReadOnly}
          addButtonText="Add origin"
          removeButtonText="Remove"
          removeButtonAriaLabel={(origin) => `Remove ${origin}`}
          onAddButtonClick={() => onChange([...origins, ''])}
          onRemoveButtonClick={({ detail }) => onChange(origins.toSpliced(detail.itemIndex, 1))}
        />
      </FormField>
    </Container>
  );
}
