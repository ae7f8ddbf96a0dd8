import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { type Comparable, isAlike, likenessTo } from '../domain/look-alike.js';
import { type ScreenedSubject, type StandingSubject } from '../screening-subjects.js';
import { Candidates } from './candidates.js';
import { type LookAlike } from './screening-check.js';

/** Another subject that may be of the same person, as the checks see it. */
export type StandingLookAlike = LookAlike & Pick<StandingSubject, 'isRejected' | 'reference'>;

/** Who may be the same person as a subject's. Two checks ask it of the same subjects at once; the look-up is done once. */
@Injectable()
export class LookAlikes {
  private readonly found = new WeakMap<ScreenedSubject, Promise<StandingLookAlike[]>>();

  constructor(private readonly candidates: Candidates) {}

  /** For each subject the others that stand or have stood before the host. */
  async of(subjects: readonly ScreenedSubject[]): Promise<StandingLookAlike[][]> {
    const fresh = subjects.filter((subject) => !this.found.has(subject));
    if (fresh.length > 0) {
      const all = this.lookUp(fresh);
      for (const [index, subject] of fresh.entries()) {
        this.found.set(
          subject,
          all.then((lists) => lists[index] ?? []),
        );
      }
      // What failed is asked again, alone.
      all.catch(() => {
        for (const subject of fresh) this.found.delete(subject);
      });
    }
    return Promise.all(subjects.map((subject) => this.found.get(subject) ?? Promise.resolve([])));
  }

  private async lookUp(subjects: readonly ScreenedSubject[]): Promise<StandingLookAlike[][]> {
    const found = await this.candidates.of(subjects);
    const others = new Map(found.flat().map((one) => [one, comparable(one)]));
    const lists: StandingLookAlike[][] = [];
    for (const [index, subject] of subjects.entries()) {
      const likeness = likenessTo(comparable(subject));
      lists.push(
        (found[index] ?? [])
          .map((other) => ({
            id: other.id,
            isRejected: other.isRejected,
            reference: other.reference,
            ...likeness(others.get(other) ?? comparable(other)),
          }))
          .filter(isAlike),
      );
      // The process hears others between two of many.
      await nextTurn();
    }
    return lists;
  }
}

const comparable = ({
  name,
  badgeName,
  emailFold,
}: Pick<StandingSubject, 'name' | 'badgeName' | 'emailFold'>): Comparable => ({ name, badgeName, emailFold });
