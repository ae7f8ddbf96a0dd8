import { type Archive } from '../archive/archive.js';
import { readXml } from '../archive/xml.js';
import { MOST_SHEETS } from '../limits.js';
import { refused } from '../refusals.js';
import { type SheetName, type SheetSink, type Workbook } from '../sheet/sheet-source.js';
import { TableReader } from './table-reader.js';

const CONTENT = 'content.xml';

/** OpenDocument: all sheets are in one part, read once for their names and once for each sheet. */
export class OdsWorkbook implements Workbook {
  readonly format = 'ODS';

  private constructor(
    private readonly archive: Archive,
    readonly sheets: readonly SheetName[],
  ) {}

  /** @throws Refusal */
  static async open(archive: Archive): Promise<OdsWorkbook> {
    if (!archive.has(CONTENT)) throw refused('DAMAGED');
    await refusePassword(archive);
    const sheets: SheetName[] = [];
    const hiddenStyles = new Set<string>();
    let style = '';
    await readXml(archive.chunks(CONTENT), {
      open: (name, attributes) => {
        if (name === 'style') style = attributes['style:name'] ?? '';
        if (name === 'table-properties' && attributes['table:display'] === 'false') hiddenStyles.add(style);
        if (name !== 'table' || attributes['table:is-sub-table'] === 'true') return;
        const isHidden = hiddenStyles.has(attributes['table:style-name'] ?? '');
        sheets.push({ name: attributes['table:name'] ?? '', isHidden });
        if (sheets.length > MOST_SHEETS) {
          throw refused('TOO_MANY_SHEETS', { sheets: sheets.length, limit: MOST_SHEETS });
        }
      },
    });
    return new OdsWorkbook(archive, sheets);
  }

  async read(sheet: number, sink: SheetSink): Promise<void> {
    await readXml(this.archive.chunks(CONTENT), new TableReader(sheet, sink));
  }
}

/** Under a password the manifest names a key for each part. */
async function refusePassword(archive: Archive): Promise<void> {
  const part = 'META-INF/manifest.xml';
  if (!archive.has(part)) return;
  await readXml(archive.chunks(part), {
    open: (name) => {
      if (name === 'encryption-data' || name === 'encrypted-key') throw refused('PASSWORD');
    },
  });
}
