import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { type FieldKey } from './field-keys.js';

const CIPHER = 'aes-256-gcm';
const VERSION = 1;
const IV_BYTES = 12;
const TAG_BYTES = 16;

/** Where a text stands in the database. It opens there alone: moved to another row or column it is no text any more. */
export interface FieldPlace {
  readonly table: string;
  readonly row: string;
  readonly column: string;
}

/** A field that cannot be read: its key is not among those of this process, or it was changed or moved. Says nothing of what it held. */
export class UnreadableField extends Error {
  override readonly name = 'UnreadableField';
  constructor(
    readonly reason: 'UNKNOWN_KEY' | 'CHANGED',
    /** The id of the key that it asks for; empty where even that cannot be read. */
    readonly keyId: string,
  ) {
    super(
      reason === 'UNKNOWN_KEY'
        ? `An encrypted field asks for the key ${JSON.stringify(keyId)}, which this process has not`
        : 'An encrypted field was changed, or stands where it was not written',
    );
  }
}

/**
 * Texts that only this program reads, in a database that others keep copies of. AES-256-GCM under the newest of several keys; all are
 * read. Written are, one behind the other: version (1 byte), length and letters of the key's id, nonce (12), tag (16), text.
 * The tag vouches for the place as well.
 */
export class FieldCipher {
  private readonly byId: ReadonlyMap<string, FieldKey>;
  private readonly newest: FieldKey;

  /** @param keys the newest first; not empty */
  constructor(keys: readonly FieldKey[]) {
    const [newest] = keys;
    if (newest === undefined) throw new Error('Encrypted fields need a key');
    this.newest = newest;
    this.byId = new Map(keys.map((key) => [key.id, key]));
  }

  /** The id of the key that writes. */
  get keyId(): string {
    return this.newest.id;
  }

  seal(text: string, place: FieldPlace): Buffer {
    const head = headOf(this.newest.id);
    const iv = randomBytes(IV_BYTES);
    const cipher = createCipheriv(CIPHER, this.newest.key, iv).setAAD(labelOf(head, place));
    const sealed = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()]);
    return Buffer.concat([head, iv, cipher.getAuthTag(), sealed]);
  }

  /** @throws UnreadableField */
  open(bytes: Buffer, place: FieldPlace): string {
    const id = keyIdOf(bytes);
    const key = this.byId.get(id);
    if (key === undefined) throw new UnreadableField('UNKNOWN_KEY', id);
    const head = headOf(id);
    const [ivEnd, tagEnd] = [head.length + IV_BYTES, head.length + IV_BYTES + TAG_BYTES];
    if (bytes.length < tagEnd) throw new UnreadableField('CHANGED', id);
    const decipher = createDecipheriv(CIPHER, key.key, bytes.subarray(head.length, ivEnd), {
      authTagLength: TAG_BYTES,
    })
      .setAAD(labelOf(head, place))
      .setAuthTag(bytes.subarray(ivEnd, tagEnd));
    try {
      return Buffer.concat([decipher.update(bytes.subarray(tagEnd)), decipher.final()]).toString('utf8');
    } catch {
      throw new UnreadableField('CHANGED', id);
    }
  }

  /** Whether a field was written with the newest key; if not, it is to be written anew. */
  isOfNewestKey(bytes: Buffer): boolean {
    return keyIdOf(bytes) === this.newest.id;
  }
}

const headOf = (id: string): Buffer =>
  Buffer.concat([Buffer.from([VERSION, id.length]), Buffer.from(id, 'latin1')]);

/** @throws UnreadableField where the beginning is none of ours */
function keyIdOf(bytes: Buffer): string {
  const length = bytes[1];
  if (bytes[0] !== VERSION || length === undefined || bytes.length < 2 + length)
    throw new UnreadableField('CHANGED', '');
  return bytes.subarray(2, 2 + length).toString('latin1');
}

/** Parts with their lengths, so that no two places have the same label. */
function labelOf(head: Buffer, { table, row, column }: FieldPlace): Buffer {
  const parts = [table, row, column].flatMap((part) => {
    const bytes = Buffer.from(part, 'utf8');
    const length = Buffer.alloc(4);
    length.writeUInt32BE(bytes.length);
    return [length, bytes];
  });
  return Buffer.concat([head, ...parts]);
}
