import AttributeEditor from '@cloudscape-design/components/attribute-editor';
import Box from '@cloudscape-design/components/box';
import Container from '@cloudscape-design/components/container';
import FormField from '@cloudscape-design/components/form-field';
import Header from '@cloudscape-design/components/header';
import Input from '@cloudscape-design/components/input';
import type { ErrorOf } from './settings-fields.ts';

/** The origins whose pages may show the application. */
export function FrameAncestorsField({
  origins,
  onChange,
  errorOf,
}: {
  origins: string[];
  onChange: (origins: string[]) => void;
  errorOf: ErrorOf;
}) {
  return (
    <Container
      header={
        <Header
          variant="h2"
          description="The pages that may show the application in an iframe (frame-ancestors). Without any, every page may."
        >
          Where it may be embedded
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
              errorText: (_: string, index: number) => errorOf(`frameAncestors.${index}`, 'It'),
            },
          ]}
          empty={<Box color="text-body-secondary">Any page may embed the application.</Box>}
          addButtonText="Add an origin"
          removeButtonText="Remove"
          removeButtonAriaLabel={(origin) => `Remove ${origin}`}
          onAddButtonClick={() => onChange([...origins, ''])}
          onRemoveButtonClick={({ detail }) => onChange(origins.toSpliced(detail.itemIndex, 1))}
        />
      </FormField>
    </Container>
  );
}
