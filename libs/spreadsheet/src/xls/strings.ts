import { Buffer } from 'node:buffer';
import { shortened } from '../cells/long-text.js';
import { type Cell } from '../reading.js';
import { refused } from '../refusals.js';

const WIDE = 0x01;
const EXTENDED = 0x04;
const RICH = 0x08;

/** Reads texts that run over the ends of records; letters that go on in the next record say anew how wide they are. */
export class TextReader {
  private part = 0;
  private at = 0;

  constructor(private readonly parts: readonly Buffer[]) {}

  get isAtEnd(): boolean {
    for (let part = this.part, at = this.at; part < this.parts.length; part++, at = 0) {
      if (at < this.parts[part]!.length) return false;
    }
    return true;
  }

  uint8(): number {
    return this.take(1)[0]!;
  }

  uint16(): number {
    return this.take(2).readUInt16LE(0);
  }

  uint32(): number {
    return this.take(4).readUInt32LE(0);
  }

  /** A text after its length: options, letters, then what fonts and readings have added. */
  text(length: number): string {
    let options = this.uint8();
    const runs = options & RICH ? this.uint16() : 0;
    const extension = options & EXTENDED ? this.uint32() : 0;
    let text = '';
    while (text.length < length) {
      const part = this.parts[this.part];
      if (part === undefined) throw refused('DAMAGED');
      if (this.at >= part.length) {
        this.nextPart();
        options = this.uint8();
        continue;
      }
      const width = options & WIDE ? 2 : 1;
      const count = Math.min(length - text.length, Math.floor((part.length - this.at) / width));
      if (count === 0) throw refused('DAMAGED');
      const end = this.at + count * width;
      text += part.toString(width === 2 ? 'utf16le' : 'latin1', this.at, end);
      this.at = end;
    }
    this.skip(runs * 4 + extension);
    return text;
  }

  skip(bytes: number): void {
    for (let left = bytes; left > 0;) {
      const part = this.parts[this.part];
      if (part === undefined) throw refused('DAMAGED');
      const step = Math.min(left, part.length - this.at);
      this.at += step;
      left -= step;
      if (left > 0) this.nextPart();
    }
  }

  private take(bytes: number): Buffer {
    const taken: Buffer[] = [];
    for (let left = bytes; left > 0;) {
      const part = this.parts[this.part];
      if (part === undefined) throw refused('DAMAGED');
      const step = part.subarray(this.at, this.at + left);
      taken.push(step);
      this.at += step.length;
      left -= step.length;
      if (left > 0) this.nextPart();
    }
    return taken.length === 1 ? taken[0]! : Buffer.concat(taken);
  }

  private nextPart(): void {
    this.part++;
    this.at = 0;
  }
}

/** The texts that cells name by number. */
export function readSharedStrings(parts: readonly Buffer[]): Cell[] {
  const reader = new TextReader(parts);
  reader.skip(4);
  const count = reader.uint32();
  const cells: Cell[] = [];
  // What a file says of its length is believed only as far as there are bytes.
  while (cells.length < count && !reader.isAtEnd) cells.push(shortened(reader.text(reader.uint16())));
  return cells;
}
