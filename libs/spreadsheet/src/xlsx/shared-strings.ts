import { type Archive } from '../archive/archive.js';
import { readXml } from '../archive/xml.js';
import { shortened } from '../cells/long-text.js';
import { type Cell } from '../reading.js';
import { RichText } from './rich-text.js';

/** The texts of a workbook, which its cells name by number. */
export class SharedStrings {
  private readonly cells: Cell[] = [];

  static async read(archive: Archive, part: string | undefined): Promise<SharedStrings> {
    const strings = new SharedStrings();
    if (part === undefined || !archive.has(part)) return strings;
    const text = new RichText();
    await readXml(archive.chunks(part), {
      open: (name) => (name === 'si' ? text.begin() : text.open(name)),
      close: (name) => {
        if (name === 'si') strings.cells.push(shortened(text.end()));
        else text.close(name);
      },
      text: (part) => text.add(part),
    });
    return strings;
  }

  /** Undefined where there is none of that number. */
  cell(index: number): Cell | undefined {
    return this.cells[index];
  }
}
