import { type Archive } from '../archive/archive.js';
import { attribute, readXml } from '../archive/xml.js';
import { type DateSystem } from '../cells/serial-date.js';
import { MOST_SHEETS } from '../limits.js';
import { refused } from '../refusals.js';
import { type SheetName, type SheetSink, type Workbook } from '../sheet/sheet-source.js';
import { readComments } from './comments.js';
import { readRelations, type Relations } from './relations.js';
import { SharedStrings } from './shared-strings.js';
import { SheetReader } from './sheet-reader.js';
import { readStyles, type Styles } from './styles.js';
import { isTrue } from './truth.js';

interface XlsxSheet extends SheetName {
  /** Name of its part in the archive; undefined for a chart. */
  readonly part: string | undefined;
}

/** Reads XLSX, XLSM and their kin of "strict" Open XML: by the relations between parts, never by the names of parts. */
export class XlsxWorkbook implements Workbook {
  readonly format = 'XLSX';

  private constructor(
    private readonly archive: Archive,
    readonly sheets: readonly XlsxSheet[],
    private readonly system: DateSystem,
    private readonly strings: SharedStrings,
    private readonly styles: Styles,
  ) {}

  /** @throws Refusal */
  static async open(archive: Archive): Promise<XlsxWorkbook> {
    const main = (await readRelations(archive, '')).ofType('officeDocument')[0]?.target ?? 'xl/workbook.xml';
    const relations = await readRelations(archive, main);
    const { sheets, system } = await readWorkbook(archive, main, relations);
    const styles = await readStyles(archive, relations.ofType('styles')[0]?.target);
    const strings = await SharedStrings.read(archive, relations.ofType('sharedStrings')[0]?.target);
    return new XlsxWorkbook(archive, sheets, system, strings, styles);
  }

  async read(sheet: number, sink: SheetSink): Promise<void> {
    const part = this.sheets[sheet]?.part;
    if (part === undefined || !this.archive.has(part)) return;
    const relations = await readRelations(this.archive, part);
    const { strings, styles, system } = this;
    await readXml(this.archive.chunks(part), new SheetReader({ sink, strings, styles, system, relations }));
    for (const { target } of relations.ofType('comments'))
      await readComments(this.archive, target, sink.facts);
  }
}

async function readWorkbook(
  archive: Archive,
  part: string,
  relations: Relations,
): Promise<{ readonly sheets: XlsxSheet[]; readonly system: DateSystem }> {
  const sheets: XlsxSheet[] = [];
  let system: DateSystem = 1900;
  if (!archive.has(part)) throw refused('DAMAGED');
  await readXml(archive.chunks(part), {
    open: (name, attributes) => {
      if (name === 'workbookPr' && isTrue(attributes.date1904)) system = 1904;
      if (name !== 'sheet') return;
      const relation = relations.byId(attribute(attributes, 'id') ?? '');
      sheets.push({
        name: attributes.name ?? '',
        isHidden: attributes.state !== undefined && attributes.state !== 'visible',
        part: relation?.type === 'worksheet' ? relation.target : undefined,
      });
    },
  });
  if (sheets.length > MOST_SHEETS) {
    throw refused('TOO_MANY_SHEETS', { sheets: sheets.length, limit: MOST_SHEETS });
  }
  return { sheets, system };
}
