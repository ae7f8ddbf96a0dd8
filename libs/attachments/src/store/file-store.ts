/** A file of the store, as it is listed. */
export interface StoredFile {
  readonly id: string;
  readonly storedAt: Date;
}

/**
 * Where the bytes of files are, by the id of their row. A file is there whole or not at all. What cannot be done because the store is
 * out of reach throws `StoreUnreachable`.
 */
export abstract class FileStore {
  /** Keeps the file; one of the same id that is there already is replaced. */
  abstract put(id: string, bytes: Uint8Array): Promise<void>;
  /** The bytes as they come; undefined where there is no such file. */
  abstract get(id: string): Promise<AsyncIterable<Uint8Array> | undefined>;
  /** Forgets the file; one that is not there is gone already. */
  abstract delete(id: string): Promise<void>;
  /** All files, in no order. */
  abstract list(): AsyncIterable<StoredFile>;
}

/** Neither disk nor server of the store answers as it should. Its cause is for the log. */
export class StoreUnreachable extends Error {
  override readonly name = 'StoreUnreachable';
  constructor(cause: unknown) {
    super('The store of files is out of reach.', { cause });
  }
}
