import TruncatedText from '@cloudscape-design/components/truncated-text';

/** Text in a table cell on one line: as wide as the column, with the full text on hover and focus. */
export const OneLine = ({ children }: { children: string }) => (
  <div className="one-line">
    <TruncatedText>{children}</TruncatedText>
  </div>
);
