import { type Attributes, attribute, type XmlHandler } from '../archive/xml.js';
import { columnOf, parseCellName, parseRange } from '../cells/column.js';
import { shortened } from '../cells/long-text.js';
import { formatNumber } from '../cells/number-format.js';
import { type DateSystem } from '../cells/serial-date.js';
import { type Cell } from '../reading.js';
import { refused } from '../refusals.js';
import { MOST_FACTS, type SheetSink } from '../sheet/sheet-source.js';
import { type Relations } from './relations.js';
import { RichText, unescapeText } from './rich-text.js';
import { type SharedStrings } from './shared-strings.js';
import { type Styles } from './styles.js';
import { isTrue } from './truth.js';

export interface SheetParts {
  readonly sink: SheetSink;
  readonly strings: SharedStrings;
  readonly styles: Styles;
  readonly system: DateSystem;
  readonly relations: Relations;
}

/** Reads the XML of one sheet: cells on their way, then what is said of them below (merged cells, links, filters). */
export class SheetReader implements XmlHandler {
  private row = 0;
  private column = -1;
  private type = '';
  private style = 0;
  private value = '';
  private hasFormula = false;
  private isValue = false;
  private isInline = false;
  private inline = new RichText();
  private filterColumn: number | undefined;
  private shown = new Set<string>();

  constructor(private readonly parts: SheetParts) {}

  open(name: string, attributes: Attributes): void {
    switch (name) {
      case 'c':
        return this.beginCell(attributes);
      case 'v':
        this.isValue = true;
        return;
      case 'f':
        this.hasFormula = true;
        return;
      case 'is':
        this.isInline = true;
        return;
      case 'row':
        return this.beginRow(attributes);
      default:
        if (this.isInline) this.inline.open(name);
        else this.openFact(name, attributes);
    }
  }

  text(text: string): void {
    if (this.isValue) this.value += text;
    else if (this.isInline) this.inline.add(text);
  }

  close(name: string): void {
    if (name === 'v') this.isValue = false;
    else if (name === 'is') this.isInline = false;
    else if (name === 'c') this.endCell();
    else if (name === 'filterColumn') this.endFilter();
    else if (this.isInline) this.inline.close(name);
  }

  private beginRow({ r, hidden }: Attributes): void {
    const row = r === undefined ? this.row + 1 : Number(r);
    if (!Number.isSafeInteger(row) || row <= this.row) throw refused('DAMAGED');
    this.row = row;
    this.column = -1;
    this.parts.sink.beginRow(row, isTrue(hidden));
  }

  private beginCell({ r, t, s }: Attributes): void {
    // The letters alone: the row is the one around it.
    const column = r === undefined ? this.column + 1 : columnOf(r.replace(/\d+$/, '').toUpperCase());
    if (!(column > this.column) || column > 1e6) throw refused('DAMAGED');
    this.column = column;
    this.type = t ?? 'n';
    this.style = s === undefined ? 0 : Number(s);
    this.value = '';
    this.hasFormula = false;
    this.inline.begin();
  }

  private endCell(): void {
    const cell = this.cellOf();
    if (cell !== undefined) this.parts.sink.cell(this.column, cell);
  }

  private cellOf(): Cell | undefined {
    const { value, type } = this;
    if (type === 'inlineStr') return shortened(this.inline.end());
    if (value === '') {
      // A formula that gives "" has type and value; one that was never worked out has neither.
      return this.hasFormula && type !== 'str' ? { text: '', formulaWithoutValue: true } : undefined;
    }
    if (type === 's') return this.parts.strings.cell(Number(value));
    if (type === 'str') return shortened(unescapeText(value));
    if (type === 'b') return { text: value.trim() === '1' || value.trim() === 'true' ? 'TRUE' : 'FALSE' };
    if (type === 'e') return { text: value, error: value };
    if (type === 'd') return dateOf(value);
    const number = Number(value);
    if (Number.isNaN(number)) return shortened(value);
    const cell = formatNumber(number, this.parts.styles.format(this.style), this.parts.system);
    if (cell.date !== undefined) this.parts.sink.facts.dateSystem = this.parts.system;
    return cell;
  }

  private openFact(name: string, attributes: Attributes): void {
    const { facts } = this.parts.sink;
    if (name === 'col' && isTrue(attributes.hidden) && facts.hiddenColumns.length < MOST_FACTS) {
      facts.hiddenColumns.push({ from: Number(attributes.min) - 1, to: Number(attributes.max) - 1 });
    } else if (name === 'mergeCell' && facts.merges.length < MOST_FACTS) {
      const range = parseRange(attributes.ref ?? '');
      if (range !== undefined) facts.merges.push(range);
    } else if (name === 'hyperlink') {
      this.link(attributes);
    } else if (name === 'autoFilter') {
      facts.filterRange = parseRange(attributes.ref ?? '');
    } else if (name === 'filterColumn') {
      this.filterColumn = Number(attributes.colId);
      this.shown = new Set();
    } else if (name === 'filter' && this.shown.size < MOST_FACTS) {
      this.shown.add(attributes.val ?? '');
    }
  }

  private link(attributes: Attributes): void {
    const { sink, relations } = this.parts;
    const target = relations.byId(attribute(attributes, 'id') ?? '')?.target;
    const first = parseCellName((attributes.ref ?? '').split(':', 1)[0] ?? '');
    if (target === undefined || first === undefined) return;
    sink.facts.links.set((attributes.ref ?? '').split(':', 1)[0]!.replaceAll('$', ''), target);
  }

  private endFilter(): void {
    const { facts } = this.parts.sink;
    if (this.filterColumn === undefined || this.shown.size === 0) return;
    facts.filters.push({ column: (facts.filterRange?.left ?? 0) + this.filterColumn, shown: this.shown });
    this.filterColumn = undefined;
  }
}

/** ISO 8601 as "strict" workbooks write it, without a zone. */
function dateOf(value: string): Cell {
  const found = /^(\d{4}-\d\d-\d\d)(?:T(\d\d:\d\d)(?::\d\d(?:\.\d+)?)?)?Z?$/.exec(value);
  if (found === null) return shortened(value);
  const [, day, time] = found;
  const date = time === undefined || time === '00:00' ? day! : `${day}T${time}`;
  return { text: date, date };
}
