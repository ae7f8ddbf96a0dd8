import { save } from '../../exports/download';

/** Excel reads UTF-8 only behind this mark. */
const MARK = '\uFEFF';

/** Cells of a text as a spreadsheet reads it; what looks like a formula becomes text by an apostrophe. */
export function csvOf(rows: readonly (readonly string[])[]): string {
  const cell = (text: string): string => {
    const safe = /^[=+\-@\t\r]/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return MARK + rows.map((row) => `${row.map(cell).join(',')}\r\n`).join('');
}

export function saveCsv(rows: readonly (readonly string[])[], name: string): void {
  save(new Blob([csvOf(rows)], { type: 'text/csv' }), `${name}.csv`);
}
