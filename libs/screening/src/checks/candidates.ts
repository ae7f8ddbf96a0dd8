import { setImmediate as othersTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { grouped } from '#libs/platform';
import { CodeSearch } from '../domain/code-search.js';
import { type Alike } from '../domain/most-alike.js';
import { TrigramSearch } from '../domain/trigram-search.js';
import { MOST_LOOK_ALIKES } from '../persistence/screening.statements.js';
import { ScreeningSubjects, type Sought, type StandingSubject } from '../screening-subjects.js';

/**
 * So many look-ups in the indexes of names cost about what a pass over all names costs: an estimate. Both grow alike with the
 * conference, so that its size changes nothing.
 */
const MANY = 20;
/** Names that are compared before the process hears others again. */
const SLICE = 2_000;

/**
 * Whom a subject has to be compared with: whoever has its address, and the names with trigrams, sounds or nicknames in common
 * with its own. Of few subjects each is looked up in indexes; many are compared with all names in one pass. Both ways
 * answer the same.
 */
@Injectable()
export class Candidates {
  constructor(private readonly subjects: ScreeningSubjects) {}

  /** For each subject, in their order. */
  async of(sought: readonly Sought[]): Promise<readonly (readonly StandingSubject[])[]> {
    const found = new Map<Sought, readonly StandingSubject[]>();
    const conferences = grouped(
      sought,
      (one) => one.conferenceId,
      (one) => one,
    );
    for (const [conferenceId, some] of conferences) {
      const lists =
        some.length < MANY ? await this.subjects.only.alike(some) : await this.ofMany(conferenceId, some);
      some.forEach((one, index) => found.set(one, lists[index] ?? []));
    }
    return sought.map((one) => found.get(one) ?? []);
  }

  private async ofMany(conferenceId: string, sought: readonly Sought[]): Promise<StandingSubject[][]> {
    const ways = [
      await this.subjects.only.withAddressOf(sought),
      ...(await this.byName(conferenceId, sought)),
    ];
    const idsOf = sought.map((_, index) => [...new Set(ways.flatMap((lists) => lists[index] ?? []))]);
    const candidates = await this.subjects.only.standing([...new Set(idsOf.flat())]);
    return idsOf.map((ids) => ids.flatMap((id) => candidates.get(id) ?? []));
  }

  /** By trigrams and by codes, in one pass over all names. */
  private async byName(conferenceId: string, sought: readonly Sought[]): Promise<string[][][]> {
    // One more, for each finds itself.
    const most = MOST_LOOK_ALIKES + 1;
    const byTrigrams = new TrigramSearch(
      sought.map(({ nameKey }) => nameKey),
      most,
    );
    const byCodes = new CodeSearch(
      sought.map(({ nameCodes }) => nameCodes),
      most,
    );
    for await (const { ids, keys, codes } of this.subjects.only.names(conferenceId)) {
      for (let from = 0; from < ids.length; from += SLICE) {
        const to = Math.min(from + SLICE, ids.length);
        for (let index = from; index < to; index += 1) {
          const id = ids[index] ?? '';
          byTrigrams.offer(id, keys[index] ?? '');
          byCodes.offer(id, codes[index]?.split('\t') ?? []);
        }
        await othersTurn();
      }
    }
    const withoutItself = (lists: readonly (readonly Alike[])[]): string[][] =>
      sought.map(({ id: itself }, index) =>
        (lists[index] ?? [])
          .map(({ id }) => id)
          .filter((id) => id !== itself)
          .slice(0, MOST_LOOK_ALIKES),
      );
    return [withoutItself(byTrigrams.answers()), withoutItself(byCodes.answers())];
  }
}
