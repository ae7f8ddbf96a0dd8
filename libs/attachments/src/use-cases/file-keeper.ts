import { createHash } from 'node:crypto';
import { Inject, Injectable, Logger, Optional } from '@nestjs/common';
import { newId } from '#libs/kernel';
import { ApiError, FairTurns } from '#libs/platform';
import { checkFile } from '../check-file.js';
import { type ContentType, type FileUse } from '../checks/checked-file.js';
import { fileRefused } from '../refusals.js';
import { isClean, type ScannerAddress, ScannerUnreachable } from '../scan/clamd.js';
import { FileStore, StoreUnreachable } from '../store/file-store.js';

export const SCANNER = Symbol('address of the virus scanner');

/** A file that is in the store and has no row yet. */
export interface KeptFile {
  readonly id: string;
  readonly contentType: ContentType;
  readonly size: number;
  readonly sha256: string;
}

/** Each file takes a process of its own for a moment; those that wait have their bytes in memory. */
const TURNS = { atOnce: 2, ofOneCaller: 1, waiting: 8, patience: 60_000 };
const COME_BACK_IN = 60;

/** Looks at files and puts them into the store, few at a time: outside of any transaction, for it takes its time. */
@Injectable()
export class FileKeeper {
  private readonly turns = new FairTurns(TURNS);
  private readonly log = new Logger('FileKeeper');

  constructor(
    private readonly store: FileStore,
    @Optional() @Inject(SCANNER) private readonly scanner?: ScannerAddress,
  ) {}

  /**
   * Refuses FILE_REFUSED, with what is wrong as `fileProblem`.
   * @throws ApiError SERVICE_UNAVAILABLE where store or scanner are out of reach, or too many files wait; nothing is kept then
   */
  keep(caller: string, bytes: Uint8Array, use: FileUse): Promise<KeptFile> {
    return this.turns.run(caller, async () => {
      await this.scan(bytes);
      const { contentType, bytes: kept } = await checkFile(bytes, use);
      const id = newId();
      await this.orAway(this.store.put(id, kept));
      const sha256 = createHash('sha256').update(kept).digest('hex');
      return { id, contentType, size: kept.length, sha256 };
    });
  }

  /** The bytes as they come; undefined where the store has lost them. @throws ApiError SERVICE_UNAVAILABLE */
  open(id: string): Promise<AsyncIterable<Uint8Array> | undefined> {
    return this.orAway(this.store.get(id));
  }

  /** Of a file that gets no row. What cannot be forgotten now goes when the store is compared with the rows. */
  async forget(id: string): Promise<void> {
    await this.store.delete(id).catch(() => undefined);
  }

  private async scan(bytes: Uint8Array): Promise<void> {
    if (this.scanner === undefined) return;
    if (!(await this.orAway(isClean(bytes, this.scanner)))) throw fileRefused('INFECTED');
  }

  private async orAway<T>(work: Promise<T>): Promise<T> {
    try {
      return await work;
    } catch (error) {
      if (error instanceof StoreUnreachable) throw this.away(error, STORE_AWAY);
      if (error instanceof ScannerUnreachable) throw this.away(error, SCANNER_AWAY);
      throw error;
    }
  }

  private away(error: Error, words: string): ApiError {
    this.log.error({ err: error }, error.message);
    return new ApiError('SERVICE_UNAVAILABLE', words, 503, { retryAfter: COME_BACK_IN });
  }
}

const STORE_AWAY = 'Files are out of reach just now; nothing was kept. Try again in a minute.';
const SCANNER_AWAY =
  'Files cannot be looked through for viruses just now; nothing was kept. Try again in a minute.';
