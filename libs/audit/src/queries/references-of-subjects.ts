import { Injectable } from '@nestjs/common';
import { type Transaction } from '#libs/platform';

type Ask = Pick<Transaction, 'query'>;

/** The keys that bodies' own systems have for these subjects, by id, of those that have one. */
export type ReadReferences = (tx: Ask, ids: readonly string[]) => Promise<ReadonlyMap<string, string>>;

/** What the things that the trail is about are called in their bodies' own systems: the contexts that have them say so. */
@Injectable()
export class ReferencesOfSubjects {
  private readonly readers = new Map<string, ReadReferences>();

  register(subjectType: string, read: ReadReferences): void {
    this.readers.set(subjectType, read);
  }

  /** Of subjects of several types, by id. */
  async read(
    tx: Ask,
    subjects: readonly { readonly subjectType: string; readonly subjectId: string }[],
  ): Promise<ReadonlyMap<string, string>> {
    const found = await Promise.all(
      [...this.readers].map(async ([type, read]) => {
        const ids = subjects.flatMap((subject) => (subject.subjectType === type ? [subject.subjectId] : []));
        return ids.length === 0 ? [] : [...(await read(tx, [...new Set(ids)]))];
      }),
    );
    return new Map(found.flat());
  }
}
