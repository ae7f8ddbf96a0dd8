import { Buffer } from 'node:buffer';
import { once } from 'node:events';
import { crc32, createDeflateRaw, type DeflateRaw } from 'node:zlib';

const VERSION = 20;
/** Bit 3: sizes stand behind the entry, for nobody knows them before; bit 11: names are UTF-8. */
const FLAGS = 0x0808;
const DEFLATED = 8;
/** 1980-01-01: an archive of the same rows is the same, and says nothing of when it was made. */
const DOS_DATE = 0x21;
/** What fits into the fields of an archive without extensions, in bytes. */
const MOST = 0xffffffff;

interface Entry {
  readonly name: Buffer;
  readonly offset: number;
  readonly crc: number;
  readonly packed: number;
  readonly size: number;
}

/** A ZIP archive, given out as it is made: nothing of it is kept but a line for each entry. */
export class ZipWriter {
  private readonly entries: Entry[] = [];
  private offset = 0;

  /** One entry, of the texts or bytes as they come. @throws a fault for more than 4 GB, which the format cannot say. */
  async *entry(
    path: string,
    contents: AsyncIterable<string> | Iterable<string | Uint8Array>,
  ): AsyncGenerator<Uint8Array, void> {
    const name = Buffer.from(path);
    const { offset } = this;
    yield this.out(localHeader(name));
    const packer = new Packer();
    let [crc, size, packed] = [0, 0, 0];
    try {
      for await (const content of contents) {
        const bytes = typeof content === 'string' ? Buffer.from(content) : content;
        crc = crc32(bytes, crc);
        size += bytes.length;
        for (const piece of await packer.write(bytes)) {
          packed += piece.length;
          yield this.out(piece);
        }
      }
      for (const piece of await packer.end()) {
        packed += piece.length;
        yield this.out(piece);
      }
    } finally {
      packer.close();
    }
    if (size > MOST || this.offset > MOST) throw new Error('A file of more than 4 GB cannot be written');
    this.entries.push({ name, offset, crc, packed, size });
    yield this.out(descriptor({ crc, packed, size }));
  }

  /** The directory, which makes the archive whole. */
  end(): Uint8Array {
    const { offset } = this;
    const directory = Buffer.concat(this.entries.map(directoryLine));
    const end = Buffer.alloc(22);
    end.writeUInt32LE(0x06054b50, 0);
    end.writeUInt16LE(this.entries.length, 8);
    end.writeUInt16LE(this.entries.length, 10);
    end.writeUInt32LE(directory.length, 12);
    end.writeUInt32LE(offset, 16);
    return Buffer.concat([directory, end]);
  }

  private out(bytes: Uint8Array): Uint8Array {
    this.offset += bytes.length;
    return bytes;
  }
}

/** Deflates beside the event loop; gives what is ready with each write. */
class Packer {
  private readonly stream: DeflateRaw = createDeflateRaw({ level: 6 });
  private ready: Uint8Array[] = [];
  private failure: Error | undefined;

  constructor() {
    this.stream.on('data', (piece: Uint8Array) => this.ready.push(piece));
    this.stream.on('error', (error) => (this.failure = error));
  }

  async write(bytes: Uint8Array): Promise<readonly Uint8Array[]> {
    await new Promise<void>((done, failed) =>
      this.stream.write(bytes, (error) => (error ? failed(error) : done())),
    );
    return this.taken();
  }

  async end(): Promise<readonly Uint8Array[]> {
    const ended = once(this.stream, 'end');
    this.stream.end();
    await ended;
    return this.taken();
  }

  close(): void {
    this.stream.destroy();
  }

  private taken(): readonly Uint8Array[] {
    if (this.failure !== undefined) throw this.failure;
    const { ready } = this;
    this.ready = [];
    return ready;
  }
}

function localHeader(name: Buffer): Buffer {
  const header = Buffer.alloc(30);
  header.writeUInt32LE(0x04034b50, 0);
  header.writeUInt16LE(VERSION, 4);
  header.writeUInt16LE(FLAGS, 6);
  header.writeUInt16LE(DEFLATED, 8);
  header.writeUInt16LE(DOS_DATE, 12);
  header.writeUInt16LE(name.length, 26);
  return Buffer.concat([header, name]);
}

function descriptor({ crc, packed, size }: Pick<Entry, 'crc' | 'packed' | 'size'>): Buffer {
  const bytes = Buffer.alloc(16);
  bytes.writeUInt32LE(0x08074b50, 0);
  bytes.writeUInt32LE(crc, 4);
  bytes.writeUInt32LE(packed, 8);
  bytes.writeUInt32LE(size, 12);
  return bytes;
}

function directoryLine({ name, offset, crc, packed, size }: Entry): Buffer {
  const line = Buffer.alloc(46);
  line.writeUInt32LE(0x02014b50, 0);
  line.writeUInt16LE(VERSION, 4);
  line.writeUInt16LE(VERSION, 6);
  line.writeUInt16LE(FLAGS, 8);
  line.writeUInt16LE(DEFLATED, 10);
  line.writeUInt16LE(DOS_DATE, 14);
  line.writeUInt32LE(crc, 16);
  line.writeUInt32LE(packed, 20);
  line.writeUInt32LE(size, 24);
  line.writeUInt16LE(name.length, 28);
  line.writeUInt32LE(offset, 42);
  return Buffer.concat([line, name]);
}
