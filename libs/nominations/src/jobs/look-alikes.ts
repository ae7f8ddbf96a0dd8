import { Injectable } from '@nestjs/common';
import { Database } from '#libs/platform';
import { isAlike, likenessTo } from '../domain/look-alike.js';
import { LOOK_ALIKES, STANDING } from '../persistence/look-alike.statements.js';
import { type LookAlike, type ScreenedNomination, SCREENING_ACTOR } from './screening-check.js';

/** Another nomination that may name the same person, as the checks see it. */
export interface StandingLookAlike extends LookAlike {
  readonly state: string;
  readonly reference: string;
}

interface Candidate extends Record<string, unknown> {
  id: string;
  name: string;
  email_fold: string | null;
  state: string;
  reference: string;
}

/** Connections that the look-ups of a batch share: they are nearly all that a screening costs, and each keeps one processor of the database busy. */
const AT_ONCE = 4;

/** Who may be the same person as a nominee. Two checks ask it of the same nominations at once; the look-up is done once. */
@Injectable()
export class LookAlikes {
  private readonly found = new WeakMap<ScreenedNomination, Promise<StandingLookAlike[]>>();

  constructor(private readonly database: Database) {}

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

  private candidatesOf(nominations: readonly ScreenedNomination[]): Promise<unknown[][]> {
    if (nominations.length === 0) return Promise.resolve([]);
    return this.database.readAll(
      SCREENING_ACTOR,
      nominations.map((one) => ({
        text: LOOK_ALIKES,
        values: [one.conference_id, one.id, STANDING, one.email_fold, one.name_key, one.name_codes],
      })),
    );
  }

  private async lookUp(nominations: readonly ScreenedNomination[]): Promise<StandingLookAlike[][]> {
    const parts = Array.from({ length: AT_ONCE }, (_, part) =>
      nominations.slice(
        Math.floor((part * nominations.length) / AT_ONCE),
        Math.floor(((part + 1) * nominations.length) / AT_ONCE),
      ),
    );
    const found = (await Promise.all(parts.map((part) => this.candidatesOf(part)))).flat();
    return nominations.map(({ name, email_fold: emailFold }, index) => {
      const likeness = likenessTo({ name, emailFold });
      return (found[index] as Candidate[])
        .map(({ id, name: other, email_fold: otherFold, state, reference }) => ({
          id,
          state,
          reference,
          ...likeness({ name: other, emailFold: otherFold }),
        }))
        .filter(isAlike);
    });
  }
}
