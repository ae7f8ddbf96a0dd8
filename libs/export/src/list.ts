import { z } from 'zod';
import { type Actor, type Page } from '#libs/kernel';

/** Languages in which headings and words of closed sets are written. */
export const EXPORT_LANGUAGES = ['en', 'fr'] as const;
export type ExportLanguage = (typeof EXPORT_LANGUAGES)[number];

/** Columns that a list may offer; a query of them is charged for as many. */
export const MOST_COLUMNS = 30;

/** One text in every language of exports. */
export type Words = Readonly<Record<ExportLanguage, string>>;

/**
 * What stands in a column. `text` stays text whatever it looks like; `instant` is a moment, written in the zone of the venue; `day`
 * is a day without a time (`2011-11-01`); `country` is a code, written as the conference names it.
 */
export type ColumnType = 'text' | 'number' | 'instant' | 'day' | 'country';

/** As a list gives it: a word of a closed set comes in all languages. Undefined and null are an empty cell. */
export type GivenValue = string | number | Date | Words | null | undefined;

/** One column that a list offers. */
export interface ExportColumn<Row> {
  /** What requests call it; it never changes. */
  readonly key: string;
  readonly words: Words;
  readonly type: ColumnType;
  readonly value: (row: Row) => GivenValue;
  /** Offered only to whoever reads the whole conference; to others it does not exist. */
  readonly isHostOnly?: true;
  /** Not in a file for which nobody has chosen columns. */
  readonly isExtra?: true;
}

/** How a list is read for an export: the same question as its connection's, a page at a time. */
export interface PageOfExport<Asked> {
  readonly conferenceId: string;
  readonly asked: Asked;
  /** The cursor behind which the page begins; null: the beginning. */
  readonly after: string | null;
  /** Rows at most. */
  readonly size: number;
}

/**
 * A list that can be exported: its columns, and the question that its connection asks, with the same conditions and walls.
 * `asked` checks `filter` and `orderBy` of a request as the connection takes them.
 */
export interface ExportList<Row = never, Asked = never> {
  /** What requests call it. */
  readonly name: string;
  readonly words: Words;
  readonly columns: readonly ExportColumn<Row>[];
  /** For whoever reads the whole conference; to others it does not exist. */
  readonly isHostOnly?: true;
  readonly asked: z.ZodType<Asked>;
  /** Refuses as the list itself does. */
  readonly page: (actor: Actor, page: PageOfExport<Asked>) => Promise<Page<Row>>;
}

/** Of a list that is neither filtered nor sorted. */
export const NO_QUESTION = z.object({
  filter: z.null('The file has all of the list: leave the filter away.').optional(),
  orderBy: z.null('The list has one order: leave this away.').optional(),
});

/** A list whose rows only its own columns look at. */
export type AnyExportList = ExportList<unknown, unknown>;
