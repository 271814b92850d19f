import ExpandableSection from '@cloudscape-design/components/expandable-section';
import { LimitsEditor } from './limits-editor.tsx';
import type { LimitsErrors, LimitsFields } from './limits-fields.ts';

/** The limits of a secret that is being created, out of the way until they are wanted. */
export const OptionalLimits = (props: {
  fields: LimitsFields;
  errors: LimitsErrors;
  onChange: (fields: LimitsFields) => void;
}) => (
  <ExpandableSection headerText="Limits (optional)" defaultExpanded={hasLimits(props.fields)}>
    <LimitsEditor {...props} />
  </ExpandableSection>
);

const hasLimits = ({ paths, hosts, seconds }: LimitsFields): boolean => `${paths}${hosts}${seconds}` !== '';
