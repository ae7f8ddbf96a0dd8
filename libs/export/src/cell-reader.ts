import { countryName, type NamesCountries } from '#libs/conference';
import { type ExportColumn, type ExportLanguage, type GivenValue } from './list.js';
import { type CellValue } from './writers/sheet.js';

/** How the cells of a row are written: countries as the conference names them, words in the language. */
export function cellReader<Row>(
  columns: readonly ExportColumn<Row>[],
  { conference, language }: { readonly conference: NamesCountries; readonly language: ExportLanguage },
): (row: Row) => CellValue[] {
  const countries = new Map<string, string>();
  const countryOf = (code: string): string => {
    const known = countries.get(code) ?? countryName(conference, code, language);
    countries.set(code, known);
    return known;
  };
  const plain = (value: GivenValue): CellValue => {
    if (value === null || value === undefined) return null;
    return typeof value === 'object' && !(value instanceof Date) ? value[language] : value;
  };
  return (row) =>
    columns.map(({ type, value }) => {
      const cell = plain(value(row));
      return type === 'country' && typeof cell === 'string' ? countryOf(cell) : cell;
    });
}
