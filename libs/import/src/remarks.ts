import { type SheetRow } from './sheet.js';

/** What stands above the remarks of a sheet to mend; by it they are known again when the sheet is loaded. */
export const REMARKS_HEADING = { en: 'Remarks by Plenary', fr: 'Remarques de Plenary' } as const;
const HEADINGS: readonly string[] = Object.values(REMARKS_HEADING);

/** The rows of a sheet that was mended, without the column of remarks; undefined for a sheet that has none. */
export function withoutRemarks(rows: readonly SheetRow[]): readonly SheetRow[] | undefined {
  const letter = rows
    .flatMap(({ cells }) => Object.entries(cells))
    .find(([, { text }]) => HEADINGS.some((heading) => text.startsWith(heading)))?.[0];
  if (letter === undefined) return undefined;
  return rows.map(({ cells: { [letter]: _remark, ...cells }, ...row }) => ({ ...row, cells }));
}
