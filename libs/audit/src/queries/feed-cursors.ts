import { createCipheriv, createDecipheriv, createHmac, hkdfSync } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { foreignCursor } from '#libs/kernel';
import { AccessOptions } from '#libs/access';
import { type PlaceInFeed, placeFromBytes, placeToBytes } from '../domain/place-in-feed.js';

const CIPHER = 'aes-256-gcm';
const IV_BYTES = 12;
const TAG_BYTES = 16;
const KEY_BYTES = 32;

/** Which list of which conference; a cursor of another one is none of it. */
export interface Feed {
  readonly list: 'changes' | 'auditEvents';
  readonly conferenceId: string;
}

/**
 * Cursors of lists in the order of commits. Their keys are numbers of transactions, which run through all of the installation: the gaps
 * between two of one's own would tell of everybody else's, and of decisions before their release. So a cursor is encrypted and
 * authenticated with keys from the installation's secret, for one list of one conference; the same place has the same cursor. With
 * another secret none holds any more.
 */
@Injectable()
export class FeedCursors {
  private readonly key: Buffer;
  private readonly ivKey: Buffer;

  constructor({ values: { secret } }: AccessOptions) {
    const derived = (purpose: string): Buffer =>
      Buffer.from(hkdfSync('sha256', secret, '', `plenary feed cursors: ${purpose}`, KEY_BYTES));
    this.key = derived('cipher');
    this.ivKey = derived('nonce');
  }

  encode(feed: Feed, place: PlaceInFeed): string {
    const plain = placeToBytes(place);
    const label = labelOf(feed);
    const iv = createHmac('sha256', this.ivKey).update(label).update(plain).digest().subarray(0, IV_BYTES);
    const cipher = createCipheriv(CIPHER, this.key, iv).setAAD(label);
    const sealed = Buffer.concat([cipher.update(plain), cipher.final()]);
    return Buffer.concat([iv, cipher.getAuthTag(), sealed]).toString('base64url');
  }

  /** Refuses INVALID_INPUT, with the path of the argument, whatever `encode` has not made for this feed. */
  decode(feed: Feed, cursor: string, argument: 'after' | 'before' = 'after'): PlaceInFeed {
    const bytes = Buffer.from(cursor, 'base64url');
    const place = bytes.length > IV_BYTES + TAG_BYTES ? this.opened(labelOf(feed), bytes) : undefined;
    if (place === undefined) throw foreignCursor(argument);
    return place;
  }

  private opened(label: Buffer, bytes: Buffer): PlaceInFeed | undefined {
    const decipher = createDecipheriv(CIPHER, this.key, bytes.subarray(0, IV_BYTES), {
      authTagLength: TAG_BYTES,
    })
      .setAAD(label)
      .setAuthTag(bytes.subarray(IV_BYTES, IV_BYTES + TAG_BYTES));
    try {
      return placeFromBytes(
        Buffer.concat([decipher.update(bytes.subarray(IV_BYTES + TAG_BYTES)), decipher.final()]),
      );
    } catch {
      return undefined;
    }
  }
}

const labelOf = ({ list, conferenceId }: Feed): Buffer => Buffer.from(`${list} ${conferenceId}`);
