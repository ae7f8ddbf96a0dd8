import { setImmediate as nextTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { type Comparable, isAlike, likenessTo } from '../domain/look-alike.js';
import { type Candidate, Candidates } from './candidates.js';
import { type LookAlike, type ScreenedNomination } from './screening-check.js';

/** Another nomination that may name the same person, as the checks see it. */
export interface StandingLookAlike extends LookAlike {
  readonly state: string;
  readonly reference: string;
}

/** Who may be the same person as a nominee. Two checks ask it of the same nominations at once; the look-up is done once. */
@Injectable()
export class LookAlikes {
  private readonly found = new WeakMap<ScreenedNomination, Promise<StandingLookAlike[]>>();

  constructor(private readonly candidates: Candidates) {}

  /** For each nomination the others that stand or have stood before the host. */
  async of(nominations: readonly ScreenedNomination[]): Promise<StandingLookAlike[][]> {
    const fresh = nominations.filter((nomination) => !this.found.has(nomination));
    if (fresh.length > 0) {
      const all = this.lookUp(fresh);
      for (const [index, nomination] of fresh.entries()) {
        this.found.set(
          nomination,
          all.then((lists) => lists[index] ?? []),
        );
      }
      // What failed is asked again, alone.
      all.catch(() => {
        for (const nomination of fresh) this.found.delete(nomination);
      });
    }
    return Promise.all(nominations.map((nomination) => this.found.get(nomination) ?? Promise.resolve([])));
  }

  private async lookUp(nominations: readonly ScreenedNomination[]): Promise<StandingLookAlike[][]> {
    const found = await this.candidates.of(nominations);
    const others = new Map(found.flat().map((one) => [one, comparable(one)]));
    const lists: StandingLookAlike[][] = [];
    for (const [index, nomination] of nominations.entries()) {
      const likeness = likenessTo(comparable(nomination));
      lists.push(
        (found[index] ?? [])
          .map((other) => ({
            id: other.id,
            state: other.state,
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
  badge_name: badgeName,
  email_fold: emailFold,
}: Pick<Candidate, 'name' | 'badge_name' | 'email_fold'>): Comparable => ({ name, badgeName, emailFold });
