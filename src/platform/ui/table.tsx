import type { Child } from 'hono/jsx';
import type { Language } from '../i18n/index.ts';
import { Icon } from './icon.tsx';
import { SafeLink } from './safe-link.tsx';
import { text } from './text.ts';

/** How a list is sorted by one column now, and the address that sorts it so, or the other way round. */
export type Sorting = { readonly href: string; readonly direction: 'ascending' | 'descending' | null };

export type Column<Row> = {
  readonly label: string;
  readonly cell: (row: Row) => Child;
  /** The cell that names its row. One column has it. */
  readonly heads?: boolean;
  readonly numeric?: boolean;
  /** `narrow`: as wide as its words; `wide`: takes what is left. */
  readonly width?: 'narrow' | 'wide';
  readonly sorting?: Sorting;
  /** The label is read aloud and shown on cards, but not above the column: for a column of rings or buttons. */
  readonly hideLabel?: boolean;
};

/**
 * A table of rows with a caption; on a narrow screen each row is a card whose cells carry their column's label. Rows are marked for
 * the keyboard (`j`, `k`, Enter opens the first link of a row).
 */
export function DataTable<Row>(props: {
  readonly lang: Language;
  readonly caption: string;
  readonly hideCaption?: boolean;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  /** An `id` for a row, so that an address can lead to it. */
  readonly rowId?: (row: Row) => string;
  readonly isCurrent?: (row: Row) => boolean;
  readonly empty?: Child;
}) {
  const { columns, rows } = props;
  if (rows.length === 0 && props.empty !== undefined) return <>{props.empty}</>;
  return (
    <div class="table-frame">
      <table class="data">
        <caption class={props.hideCaption ? 'unseen' : undefined}>{props.caption}</caption>
        <thead>
          <tr>
            {columns.map((column) => (
              <SortableHeading lang={props.lang} column={column} />
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr id={props.rowId?.(row)} data-row aria-current={props.isCurrent?.(row) ? 'true' : undefined}>
              {columns.map((column) => (
                <Cell column={column} row={row} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The head of a column; a link where the list can be sorted by it. */
export function SortableHeading<Row>(props: { readonly lang: Language; readonly column: Column<Row> }) {
  const { column } = props;
  const t = text.in(props.lang);
  const direction = column.sorting?.direction ?? null;
  return (
    <th scope="col" class={classOf(column)} aria-sort={direction ?? undefined}>
      {column.sorting ? (
        <SafeLink href={column.sorting.href} title={t(direction === 'ascending' ? 'ui.sort-down' : 'ui.sort-up')}>
          {column.label}
          {direction !== null && <Icon name={direction === 'ascending' ? 'arrow-up' : 'arrow-down'} size={14} />}
        </SafeLink>
      ) : (
        <span class={column.hideLabel ? 'unseen' : undefined}>{column.label}</span>
      )}
    </th>
  );
}

function Cell<Row>(props: { column: Column<Row>; row: Row }) {
  const { column, row } = props;
  return column.heads ? (
    <th scope="row" class={classOf(column)} data-label={column.label}>
      {column.cell(row)}
    </th>
  ) : (
    <td class={classOf(column)} data-label={column.label}>
      {column.cell(row)}
    </td>
  );
}

function classOf<Row>(column: Column<Row>): string | undefined {
  const classes = [column.numeric && 'numeric', column.width, column.heads && 'heads'].filter(Boolean);
  return classes.length > 0 ? classes.join(' ') : undefined;
}
