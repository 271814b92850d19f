import TruncatedText from '@cloudscape-design/components/truncated-text';
import type { ReactNode } from 'react';

/**
 * Text in a table cell on one line: as wide as the column, with the full text on hover and focus.
 *
 * @param props.text what is shown in full, if the children aren't only text
 */
export const OneLine = ({ text, children }: { text?: string; children: ReactNode }) => (
  <div className="one-line">
    <TruncatedText {...(text === undefined ? {} : { tooltipText: text })}>{children}</TruncatedText>
  </div>
);
