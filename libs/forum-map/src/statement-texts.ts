import { type OpinionMap } from '#libs/opinion-map';
import { type ExportRead } from './read-export.js';

/** The text of a statement by its column, on one line; its number where the export has no text. */
export function textsOf(map: OpinionMap, read: Pick<ExportRead, 'text'>): (column: number) => string {
  return (column) => {
    const id = map.statements.ids[column]!;
    const text = read.text.get(id) ?? `(statement ${id}, without its text)`;
    return text.replace(/[\s\p{C}]+/gu, ' ').trim();
  };
}
