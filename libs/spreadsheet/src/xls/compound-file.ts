import { Buffer } from 'node:buffer';
import { refused } from '../refusals.js';

const FREE = 0xffff_fffa; // What lies above is a mark, not a sector.
const NO_STREAM = 0xffff_ffff;
const SMALL_SECTOR = 64;
const ENTRY_BYTES = 128;

interface StreamEntry {
  readonly name: string;
  readonly start: number;
  readonly size: number;
}

/** The container of old Office files and of locked new ones ([MS-CFB]): sectors chained by tables. Every chain ends, or is refused. */
export class CompoundFile {
  private readonly sectorBytes: number;
  private readonly sectors: number;
  private readonly table: Uint32Array;
  private readonly entries: readonly StreamEntry[];

  /** @throws Refusal DAMAGED */
  constructor(private readonly bytes: Buffer) {
    if (!isCompoundFile(bytes) || bytes.length < 512) throw refused('DAMAGED');
    const shift = bytes.readUInt16LE(30);
    if (shift !== 9 && shift !== 12) throw refused('DAMAGED');
    this.sectorBytes = 1 << shift;
    this.sectors = Math.ceil(bytes.length / this.sectorBytes) - 1;
    this.table = this.readTable();
    this.entries = this.readEntries();
  }

  has(name: string): boolean {
    return this.entries.some((entry) => entry.name === name.toLowerCase());
  }

  /** A stream by its name in any case; undefined where there is none. */
  stream(name: string): Buffer | undefined {
    const entry = this.entries.find((one) => one.name === name.toLowerCase());
    if (entry === undefined) return undefined;
    if (entry.size > this.bytes.length) throw refused('DAMAGED');
    const isSmall = entry.size < this.bytes.readUInt32LE(56);
    const whole = isSmall ? this.smallStream(entry) : this.chain(entry.start);
    if (whole.length < entry.size) throw refused('DAMAGED');
    return whole.subarray(0, entry.size);
  }

  private sector(number: number): Buffer {
    const from = (number + 1) * this.sectorBytes;
    if (number >= this.sectors || from >= this.bytes.length) throw refused('DAMAGED');
    return this.bytes.subarray(from, from + this.sectorBytes);
  }

  /** The numbers of the sectors of the table: 109 in the header, the rest chained. */
  private readTable(): Uint32Array {
    const numbers: number[] = [];
    const take = (from: Buffer, offset: number, count: number): void => {
      for (let i = 0; i < count; i++) {
        const number = from.readUInt32LE(offset + i * 4);
        if (number < FREE) numbers.push(number);
      }
    };
    take(this.bytes, 76, 109);
    const perSector = this.sectorBytes / 4;
    let next = this.bytes.readUInt32LE(68);
    for (let seen = 0; next < FREE; seen++) {
      if (seen > this.sectors) throw refused('DAMAGED');
      const sector = this.sector(next);
      if (sector.length < this.sectorBytes) throw refused('DAMAGED');
      take(sector, 0, perSector - 1);
      next = sector.readUInt32LE((perSector - 1) * 4);
    }
    if (numbers.length > this.sectors) throw refused('DAMAGED');
    const table = new Uint32Array(numbers.length * perSector).fill(NO_STREAM);
    numbers.forEach((number, index) => {
      const sector = this.sector(number);
      for (let i = 0; i + 4 <= sector.length; i += 4)
        table[index * perSector + i / 4] = sector.readUInt32LE(i);
    });
    return table;
  }

  private chain(start: number): Buffer {
    const parts: Buffer[] = [];
    for (let next = start; next < FREE; next = this.table[next] ?? NO_STREAM) {
      if (parts.length > this.sectors) throw refused('DAMAGED');
      parts.push(this.sector(next));
    }
    return Buffer.concat(parts);
  }

  private smallStream({ start, size }: StreamEntry): Buffer {
    const root = this.entries[0];
    const container = this.chain(root?.start ?? NO_STREAM);
    const table = this.chain(this.bytes.readUInt32LE(60));
    const parts: Buffer[] = [];
    for (let next = start; next < FREE && parts.length * SMALL_SECTOR < size;) {
      if ((next + 1) * 4 > table.length) throw refused('DAMAGED');
      parts.push(container.subarray(next * SMALL_SECTOR, (next + 1) * SMALL_SECTOR));
      next = table.readUInt32LE(next * 4);
    }
    return Buffer.concat(parts);
  }

  private readEntries(): StreamEntry[] {
    const directory = this.chain(this.bytes.readUInt32LE(48));
    const entries: StreamEntry[] = [];
    for (let at = 0; at + ENTRY_BYTES <= directory.length; at += ENTRY_BYTES) {
      const nameBytes = Math.min(directory.readUInt16LE(at + 64), 64);
      if (directory[at + 66] === 0 && entries.length > 0) continue;
      const name = directory.toString('utf16le', at, at + Math.max(nameBytes - 2, 0));
      entries.push({
        name: name.toLowerCase(),
        start: directory.readUInt32LE(at + 116),
        size: directory.readUInt32LE(at + 120),
      });
    }
    return entries;
  }
}

export const isCompoundFile = (bytes: Buffer): boolean =>
  bytes.length >= 8 && bytes.readUInt32BE(0) === 0xd0cf11e0 && bytes.readUInt32BE(4) === 0xa1b11ae1;
