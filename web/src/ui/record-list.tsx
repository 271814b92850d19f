import Table, { type TableProps } from '@cloudscape-design/components/table';
import type { ReactNode } from 'react';
import { useNarrow } from './use-narrow.ts';

export type Column<Record> = TableProps.ColumnDefinition<Record> & {
  id: string;
  /** On narrow screens: on the line of the row header, without its header, or not at all. */
  narrow?: 'title' | 'unlabeled' | 'hidden';
  /** A shorter header for narrow screens. */
  narrowHeader?: string;
};

export type RecordListProps<Record> = Pick<
  TableProps<Record>,
  | 'items'
  | 'loading'
  | 'loadingText'
  | 'header'
  | 'filter'
  | 'empty'
  | 'footer'
  | 'sortingColumn'
  | 'sortingDescending'
  | 'onSortingChange'
> & {
  /** For screen readers. */
  label: string;
  /** One is the row header, one may have the id `actions`. */
  columns: readonly Column<Record>[];
};

/**
 * A table of records. On narrow screens a record takes two or three lines: the row header, the other columns, and the
 * actions if they don't fit beside the row header. Tab reaches every control.
 */
export function RecordList<Record extends { id: string }>({
  label,
  columns,
  ...props
}: RecordListProps<Record>) {
  const isNarrow = useNarrow();
  const { sortingColumn, sortingDescending, onSortingChange, ...rest } = props;
  const sorting = { sortingColumn, sortingDescending, onSortingChange } as Pick<
    TableProps<Record>,
    'sortingColumn' | 'sortingDescending' | 'onSortingChange'
  >;
  return (
    <Table
      {...rest}
      {...(isNarrow ? {} : sorting)}
      columnDefinitions={isNarrow ? [stackedColumn(label, columns)] : columns}
      trackBy="id"
      variant="container"
      contentDensity="compact"
      ariaLabels={{ tableLabel: label }}
      renderAriaLive={({ visibleItemsCount }) => `${label}: ${visibleItemsCount}`}
    />
  );
}

function stackedColumn<Record>(label: string, columns: readonly Column<Record>[]): Column<Record> {
  const title = columns.find(({ isRowHeader }) => isRowHeader);
  const actions = columns.find(({ id }) => id === 'actions');
  const beside = columns.find(({ narrow }) => narrow === 'title');
  const details = columns.filter(
    (column) => column !== title && column !== actions && column !== beside && column.narrow !== 'hidden',
  );
  return {
    id: 'stacked',
    header: label,
    isRowHeader: true,
    hasDynamicContent: true,
    cell: (record): ReactNode => (
      <div className="stacked-record">
        <div className="stacked-line">
          <span className="stacked-title">{title?.cell(record)}</span>
          {(beside ?? actions)?.cell(record)}
        </div>
        <div className="stacked-line">
          {details.map(({ id, header, narrowHeader = header, narrow, cell }) => (
            <span key={id} className="stacked-detail">
              {narrow !== 'unlabeled' && <span className="stacked-label">{narrowHeader}</span>}
              {cell(record)}
            </span>
          ))}
        </div>
        {beside !== undefined && actions?.cell(record)}
      </div>
    ),
  };
}
