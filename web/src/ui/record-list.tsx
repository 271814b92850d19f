import Cards from '@cloudscape-design/components/cards';
import Table, { type TableProps } from '@cloudscape-design/components/table';
import type { ReactNode } from 'react';
import { useNarrow } from './use-narrow.ts';

export type Column<Record> = TableProps.ColumnDefinition<Record> & { id: string };

export type RecordListProps<Record> = Pick<
  TableProps<Record>,
  | 'items'
  | 'loading'
  | 'loadingText'
  | 'header'
  | 'filter'
  | 'empty'
  | 'sortingColumn'
  | 'sortingDescending'
  | 'onSortingChange'
> & {
  /** For screen readers. */
  label: string;
  /** The row header column becomes the card title on narrow screens. */
  columns: readonly Column<Record>[];
};

/** A table of records, or cards on narrow screens. */
export function RecordList<Record extends { id: string }>({
  label,
  columns,
  ...props
}: RecordListProps<Record>) {
  const isNarrow = useNarrow();
  if (!isNarrow) {
    return (
      <Table
        {...props}
        columnDefinitions={columns}
        trackBy="id"
        variant="container"
        enableKeyboardNavigation
        ariaLabels={{ tableLabel: label }}
        renderAriaLive={({ visibleItemsCount }) => `${label}: ${visibleItemsCount}`}
      />
    );
  }
  const { items, loading = false, loadingText = '', header, filter, empty } = props;
  const title = columns.find(({ isRowHeader }) => isRowHeader);
  return (
    <Cards
      {...{ items, loading, loadingText, header, filter, empty }}
      trackBy="id"
      cardsPerRow={[{ cards: 1 }]}
      ariaLabels={{ itemSelectionLabel: () => '', selectionGroupLabel: '', cardsLabel: label }}
      renderAriaLive={({ lastIndex }) => `${label}: ${lastIndex}`}
      cardDefinition={{
        header: (record) => title?.cell(record),
        sections: columns
          .filter((column) => column !== title)
          .map((column) => ({
            id: column.id,
            header: column.header as ReactNode,
            content: column.cell,
          })),
      }}
    />
  );
}
