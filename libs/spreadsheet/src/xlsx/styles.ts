import { type Archive } from '../archive/archive.js';
import { readXml } from '../archive/xml.js';
import { builtInFormat, type NumberFormat, numberFormat } from '../cells/number-format.js';

/** Styles of one workbook: programs refuse more. */
const MOST_STYLES = 100_000;

/** How numbers are shown, by the style of a cell. */
export class Styles {
  constructor(private readonly formats: readonly NumberFormat[]) {}

  format(style: number): NumberFormat {
    return this.formats[style] ?? { kind: 'general' };
  }
}

export async function readStyles(archive: Archive, part: string | undefined): Promise<Styles> {
  const codes = new Map<number, NumberFormat>();
  const ids: number[] = [];
  if (part === undefined || !archive.has(part)) return new Styles([]);
  let isInCells = false;
  await readXml(archive.chunks(part), {
    open: (name, attributes) => {
      if (name === 'numFmt' && codes.size < MOST_STYLES) {
        codes.set(Number(attributes.numFmtId), numberFormat(attributes.formatCode ?? ''));
      }
      if (name === 'cellXfs') isInCells = true;
      if (name === 'xf' && isInCells && ids.length < MOST_STYLES) ids.push(Number(attributes.numFmtId ?? 0));
    },
    close: (name) => {
      if (name === 'cellXfs') isInCells = false;
    },
  });
  return new Styles(ids.map((id) => codes.get(id) ?? builtInFormat(id)));
}
