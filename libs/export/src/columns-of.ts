import { type ExportColumn } from './list.js';

type Column<Row> = ExportColumn<Row>;

/** Declares the columns of one kind of rows, each in a line. */
export const columnsOf =
  <Row>() =>
  (
    key: string,
    type: Column<Row>['type'],
    en: string,
    fr: string,
    value: Column<Row>['value'],
    more: Pick<Column<Row>, 'isExtra' | 'isHostOnly'> = {},
  ): Column<Row> => ({ key, type, words: { en, fr }, value, ...more });

/** In a file for which somebody has chosen it. */
export const EXTRA = { isExtra: true } as const;
/** Of whoever reads the whole conference. */
export const OF_HOST = { isHostOnly: true } as const;
