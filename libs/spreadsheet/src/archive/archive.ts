import { Buffer } from 'node:buffer';
import { type Entry, fromBufferPromise, type ZipFile } from 'yauzl';
import { MOST_ENTRIES, MOST_RATIO, MOST_UNPACKED_BYTES } from '../limits.js';
import { refused } from '../refusals.js';

/** Packed bytes below which a high ratio is nobody's bomb: an empty sheet packs well. */
const SMALL_ENTRY = 1_000_000;
const LONGEST_NAME = 1_000;
/** Bytes of a part in which a document type would stand; it comes before the first tag. */
const PROLOGUE_BYTES = 16 * 1024;

/** The parts of a ZIP archive: judged by its directory first, counted while they are unpacked. */
export class Archive {
  private unpacked = 0;

  private constructor(
    private readonly zip: ZipFile,
    private readonly entries: ReadonlyMap<string, Entry>,
    private readonly size: number,
  ) {}

  /** @throws Refusal where the directory alone says that it is no file of people, or is damaged. */
  static async open(bytes: Buffer): Promise<Archive> {
    const zip = await fromBufferPromise(bytes).catch(() => {
      throw refused('DAMAGED');
    });
    if (zip.entryCount > MOST_ENTRIES) {
      throw refused('TOO_MANY_PARTS', { entries: zip.entryCount, limit: MOST_ENTRIES });
    }
    return new Archive(zip, await readDirectory(zip, bytes.length), bytes.length);
  }

  has(name: string): boolean {
    return this.entries.has(name.toLowerCase());
  }

  names(): string[] {
    return [...this.entries.values()].map(({ fileName }) => fileName);
  }

  get isEncrypted(): boolean {
    return [...this.entries.values()].some((entry) => entry.isEncrypted());
  }

  /** The chunks of a part; none where there is no such part. @throws Refusal when it unpacks to too much */
  async *chunks(name: string, most = Infinity): AsyncGenerator<Buffer> {
    const entry = this.entries.get(name.toLowerCase());
    if (entry === undefined) return;
    let given = 0;
    try {
      const stream = await this.zip.openReadStreamPromise(entry);
      for await (const chunk of stream as AsyncIterable<Buffer>) {
        this.count(chunk.length);
        yield chunk;
        given += chunk.length;
        if (given >= most) return;
      }
    } catch (error) {
      throw error instanceof Error && error.name === 'Refusal' ? error : refused('DAMAGED');
    }
  }

  /** A part as a whole, up to `most` bytes. */
  async bytes(name: string, most: number): Promise<Buffer> {
    const chunks: Buffer[] = [];
    for await (const chunk of this.chunks(name, most)) chunks.push(chunk);
    return Buffer.concat(chunks);
  }

  /** @throws Refusal where any part of XML begins with a document type: nothing of it is read then. */
  async refuseDocumentTypes(): Promise<void> {
    for (const name of this.names()) {
      if (!/\.(xml|rels|vml|rdf)$/i.test(name)) continue;
      const start = await this.bytes(name, PROLOGUE_BYTES);
      // Without zero bytes UTF-16 reads like ASCII.
      if (start.toString('latin1').replaceAll('\0', '').includes('<!DOCTYPE'))
        throw refused('HAS_DOCUMENT_TYPE');
    }
  }

  /** A directory may lie; a part may be read twice, so that twice the limit is allowed. */
  private count(bytes: number): void {
    this.unpacked += bytes;
    const limit = 2 * MOST_UNPACKED_BYTES;
    const isFarBeyond = this.unpacked > SMALL_ENTRY && this.unpacked > 2 * MOST_RATIO * this.size;
    if (this.unpacked > limit || isFarBeyond) throw refused('UNPACKS_TOO_LARGE');
  }
}

async function readDirectory(zip: ZipFile, size: number): Promise<Map<string, Entry>> {
  const entries = new Map<string, Entry>();
  let unpacked = 0;
  try {
    for await (const entry of zip.eachEntry()) {
      if (entry.fileName.length > LONGEST_NAME) throw refused('DAMAGED');
      unpacked += entry.uncompressedSize;
      entries.set(entry.fileName.toLowerCase(), entry);
      if (unpacked > MOST_UNPACKED_BYTES || (unpacked > SMALL_ENTRY && unpacked > MOST_RATIO * size)) {
        throw refused('UNPACKS_TOO_LARGE');
      }
    }
  } catch (error) {
    throw error instanceof Error && error.name === 'Refusal' ? error : refused('DAMAGED');
  }
  return entries;
}
