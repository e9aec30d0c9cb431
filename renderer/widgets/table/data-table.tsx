import { memo, useEffect, useId, useRef } from 'react';
import { useVirtualizer } from '@tanstack/react-virtual';
import { ROW_HEIGHT, useDensity } from '../../state/display.ts';
import { Icon } from '../icon.tsx';
import { useRowKeys } from '../use-row-keys.ts';
import type { Column, RowSource, Sort } from './column.ts';
import styles from './data-table.module.css';

export interface DataTableProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: RowSource<Row>;
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
  /** Absent: the rows are read, not chosen. */
  readonly onSelect?: (id: string) => void;
  readonly selected?: string | null;
  /** Px; below it the table scrolls sideways. */
  readonly minWidth?: number;
  /** A rule at the row's start: a drill, a conflict, a member of what stands above it. */
  readonly mark?: (row: Row) => 'drill' | 'conflict' | 'member' | null;
  readonly rowHeight?: number;
}

interface RowProps<Row> {
  readonly row: Row;
  readonly columns: readonly Column<Row>[];
  readonly template: string;
  readonly id: string;
  readonly index: number;
  readonly top: number;
  readonly height: number;
  readonly selected: boolean;
  readonly mark: string | undefined;
  readonly onSelect: ((id: string) => void) | undefined;
}

function TableRow<Row extends { readonly id: string }>(props: RowProps<Row>) {
  const { row, columns, template, id, index, top, height, selected, mark, onSelect } = props;
  return (
    <div
      role="row"
      id={id}
      aria-rowindex={index + 2}
      aria-selected={onSelect ? selected : undefined}
      className={styles.row}
      data-row={row.id}
      data-mark={mark}
      data-static={!onSelect}
      style={{ gridTemplateColumns: template, height, transform: `translateY(${top}px)` }}
      onClick={onSelect && (() => onSelect(row.id))}
    >
      {columns.map((column) => (
        <div key={column.id} role="gridcell" className={styles.cell} data-align={column.align}>
          {column.cell(row)}
        </div>
      ))}
    </div>
  );
}

// A generic component loses its type parameter in memo; the cast gives it back.
const MemoRow = memo(TableRow) as typeof TableRow;

/**
 * A table of any length: only the rows in sight exist. The head stays, a click on it sorts, J and K walk, a selection
 * from elsewhere scrolls into sight.
 */
export function DataTable<Row extends { readonly id: string }>(props: DataTableProps<Row>) {
  const { label, columns, rows, sort, onSort, onSelect, selected = null, minWidth = 0, mark } = props;
  const [density] = useDensity();
  const height = props.rowHeight ?? ROW_HEIGHT[density];
  const template = columns.map(({ width }) => width).join(' ');
  const tableId = useId();
  const scroll = useRef<HTMLDivElement>(null);
  const virtual = useVirtualizer({
    count: rows.length,
    getScrollElement: () => scroll.current,
    estimateSize: () => height,
    overscan: 10,
    scrollPaddingStart: 32,
    scrollMargin: 32,
  });
  useEffect(() => virtual.measure(), [virtual, height]);
  const current = selected === null ? -1 : rows.indexOf(selected);
  const onKeyDown = useRowKeys({
    count: onSelect ? rows.length : 0,
    current,
    onMove: (index) => {
      const row = rows.at(index);
      if (row) onSelect?.(row.id);
    },
  });
  useEffect(() => {
    // Only a new selection or another order moves the table, not the stream of rows.
    if (current >= 0) virtual.scrollToIndex(current, { align: 'auto' });
  }, [selected, sort]); // eslint-disable-line react-hooks/exhaustive-deps

  return (
    <div
      ref={scroll}
      className={styles.scroll}
      role="grid"
      aria-label={label}
      aria-rowcount={rows.length + 1}
      aria-activedescendant={current >= 0 ? `${tableId}${current}` : undefined}
      tabIndex={0}
      onKeyDown={onKeyDown}
    >
      <div style={{ minWidth }}>
        <div role="row" aria-rowindex={1} className={styles.head} style={{ gridTemplateColumns: template }}>
          {columns.map((column) => (
            <HeadCell key={column.id} column={column} sort={sort} onSort={onSort} />
          ))}
        </div>
        <div className={styles.space} style={{ height: virtual.getTotalSize() }}>
          {virtual.getVirtualItems().map(({ index, start }) => {
            const row = rows.at(index);
            if (!row) return null;
            return (
              <MemoRow
                key={row.id}
                row={row}
                columns={columns}
                template={template}
                id={`${tableId}${index}`}
                index={index}
                top={start - 32}
                height={height}
                selected={row.id === selected}
                mark={mark?.(row) ?? undefined}
                onSelect={onSelect}
              />
            );
          })}
        </div>
      </div>
    </div>
  );
}

interface HeadCellProps<Row> {
  readonly column: Column<Row>;
  readonly sort: Sort;
  readonly onSort: (sort: Sort) => void;
}

function HeadCell<Row>({ column, sort, onSort }: HeadCellProps<Row>) {
  const on = sort.column === column.id;
  const direction = on ? (sort.descending ? 'descending' : 'ascending') : undefined;
  return (
    <div
      role="columnheader"
      className={styles.cell}
      data-align={column.align}
      title={column.hint}
      aria-sort={column.sort ? (direction ?? 'none') : undefined}
    >
      {column.sort ? (
        <button
          type="button"
          className={styles.sort}
          data-on={on}
          onClick={() => onSort({ column: column.id, descending: on && !sort.descending })}
        >
          {column.header}
          {on && <Icon name="down" size={12} className={sort.descending ? undefined : styles.up} />}
        </button>
      ) : (
        column.header
      )}
    </div>
  );
}
