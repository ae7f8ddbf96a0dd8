import { keep, readKept } from '../../storage/kept';
import { LIST_FORMATS, type ListFormat } from './download';

/** What somebody chose the last time that they exported a list; keys of columns and a format, nothing of the list. */
export interface Choice {
  readonly format: ListFormat;
  readonly columns: readonly string[] | null;
}

const keyOf = (list: string): string => `plenary.export.${list}`;

/** The first time the usual columns, as a spreadsheet. */
export function keptChoice(list: string): Choice {
  try {
    const kept = JSON.parse(readKept('localStorage', keyOf(list)) ?? '{}') as Partial<
      Record<keyof Choice, unknown>
    >;
    const { format, columns } = kept;
    return {
      format: LIST_FORMATS.find((one) => one === format) ?? 'XLSX',
      columns: Array.isArray(columns) ? columns.filter((key) => typeof key === 'string') : null,
    };
  } catch {
    return { format: 'XLSX', columns: null };
  }
}

export function keepChoice(list: string, choice: Choice): void {
  keep('localStorage', keyOf(list), JSON.stringify(choice));
}
