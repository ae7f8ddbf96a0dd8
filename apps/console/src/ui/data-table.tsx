import type { ReactNode } from 'react';
import { classNames } from './class-names';

export interface Column<Row> {
  readonly key: string;
  readonly header: ReactNode;
  readonly cell: (row: Row) => ReactNode;
  readonly isNumeric?: boolean;
  /** Names of people: wide enough that most of their words are not broken */
  readonly isName?: boolean;
  /** What can be done with the row: its buttons say so themselves, and a card does not say it twice */
  readonly isAct?: boolean;
  /** The cell that names the row; a table has exactly one. */
  readonly isRowHeader?: boolean;
  readonly sort?: { readonly direction: 'ascending' | 'descending' | 'none'; readonly onSort: () => void };
}

interface DataTableProps<Row> {
  readonly caption: ReactNode;
  readonly isCaptionHidden?: boolean;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly rowKey: (row: Row) => string;
  readonly isCurrent?: (row: Row) => boolean;
  /** Shown instead of a table without rows: what would stand here, and what to do. */
  readonly empty: ReactNode;
}

/**
 * The one table. On a narrow page each row becomes a card whose cells carry their column's name; the explicit roles
 * keep it a table for screen readers when styles take the table layout away.
 */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { caption, isCaptionHidden = false, columns, rows, rowKey, isCurrent, empty } = props;
  if (rows.length === 0) return <div className="app-empty">{empty}</div>;
  return (
    <table className="govuk-table app-table" role="table">
      <caption
        className={classNames(
          'govuk-table__caption govuk-table__caption--m',
          isCaptionHidden && 'govuk-visually-hidden',
        )}
      >
        {caption}
      </caption>
      <thead className="govuk-table__head" role="rowgroup">
        <tr className="govuk-table__row" role="row">
          {columns.map((column) => (
            <HeaderCell key={column.key} column={column} />
          ))}
        </tr>
      </thead>
      <tbody className="govuk-table__body" role="rowgroup">
        {rows.map((row) => (
          <tr
            className="govuk-table__row"
            role="row"
            key={rowKey(row)}
            aria-current={isCurrent?.(row) === true || undefined}
          >
            {columns.map((column) => (
              <BodyCell key={column.key} column={column} row={row} />
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function HeaderCell<Row>({ column }: { readonly column: Column<Row> }) {
  const { sort } = column;
  return (
    <th
      scope="col"
      role="columnheader"
      className={classNames('govuk-table__header', column.isNumeric && 'govuk-table__header--numeric')}
      aria-sort={sort?.direction}
    >
      {sort === undefined ? (
        column.header
      ) : (
        <button type="button" className="app-sort" onClick={sort.onSort}>
          {column.header}
          <span className="app-sort__mark" aria-hidden="true" data-direction={sort.direction} />
        </button>
      )}
    </th>
  );
}

function BodyCell<Row>({ column, row }: { readonly column: Column<Row>; readonly row: Row }) {
  const content = (
    <>
      {column.isAct !== true && (
        <span className="app-table__label" aria-hidden="true">
          {column.header}
        </span>
      )}
      <span className="app-table__value">{column.cell(row)}</span>
    </>
  );
  if (column.isRowHeader === true)
    return (
      <th scope="row" role="rowheader" className="govuk-table__header">
        {content}
      </th>
    );
  return (
    <td
      role="cell"
      className={classNames(
        'govuk-table__cell',
        column.isNumeric && 'govuk-table__cell--numeric',
        column.isName && 'app-table__name',
      )}
    >
      {content}
    </td>
  );
}
