import { setImmediate as othersTurn } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { Database, grouped } from '#libs/platform';
import { CodeSearch } from '../domain/code-search.js';
import { type Alike } from '../domain/most-alike.js';
import { TrigramSearch } from '../domain/trigram-search.js';
import {
  CANDIDATES,
  LOOK_ALIKES,
  MOST_LOOK_ALIKES,
  SAME_ADDRESS,
  STANDING,
  STANDING_NAMES,
} from '../persistence/look-alike.statements.js';
import { type ScreenedNomination, SCREENING_ACTOR } from './screening-check.js';

/** Another nomination that has to be compared with one that is screened. */
export interface Candidate extends Record<string, unknown> {
  readonly id: string;
  readonly name: string;
  readonly badge_name: string | null;
  readonly email_fold: string | null;
  readonly state: string;
  readonly reference: string;
}

/** Connections that look-ups share: they are nearly all that a screening costs, and each keeps one processor of the database busy. */
const AT_ONCE = 4;
/**
 * So many look-ups in the indexes of names cost about what a pass over all names costs: an estimate. Both grow alike with the
 * conference, so that its size changes nothing.
 */
const MANY = 20;
/** Names of a pass that are read by one statement. */
const PAGE = 20_000;
/** Names that are compared before the process hears others again. */
const SLICE = 2_000;
/** Candidates that are read by one statement. */
const MOST_LOADED = 5_000;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/** Null where nobody is left. */
interface Page extends Record<string, unknown> {
  readonly ids: string | null;
  readonly keys: string | null;
  readonly codes: string | null;
  readonly last: string | null;
}

/**
 * Whom a nomination has to be compared with: whoever has its address, and the names with trigrams, sounds or nicknames in common
 * with its own. Of few nominations each is looked up in indexes; many are compared with all names in one pass. Both ways
 * answer the same.
 */
@Injectable()
export class Candidates {
  constructor(private readonly database: Database) {}

  /** For each nomination, in their order. */
  async of(nominations: readonly ScreenedNomination[]): Promise<readonly (readonly Candidate[])[]> {
    const found = new Map<ScreenedNomination, readonly Candidate[]>();
    const conferences = grouped(
      nominations,
      (one) => one.conference_id,
      (one) => one,
    );
    for (const some of conferences.values()) {
      const lists = some.length < MANY ? await this.ofFew(some) : await this.ofMany(some);
      some.forEach((nomination, index) => found.set(nomination, lists[index] ?? []));
    }
    return nominations.map((nomination) => found.get(nomination) ?? []);
  }

  private async ofFew(nominations: readonly ScreenedNomination[]): Promise<Candidate[][]> {
    const found = await this.lookUp(nominations, LOOK_ALIKES, (one) => [
      one.conference_id,
      one.id,
      STANDING,
      one.email_fold,
      one.name_key,
      one.name_codes,
    ]);
    return found as Candidate[][];
  }

  private async ofMany(nominations: readonly ScreenedNomination[]): Promise<Candidate[][]> {
    const ways = [await this.byAddress(nominations), ...(await this.byName(nominations))];
    const idsOf = nominations.map((_, index) => [...new Set(ways.flatMap((lists) => lists[index] ?? []))]);
    const candidates = await this.load([...new Set(idsOf.flat())]);
    return idsOf.map((ids) => ids.flatMap((id) => candidates.get(id) ?? []));
  }

  private async byAddress(nominations: readonly ScreenedNomination[]): Promise<string[][]> {
    const found = await this.database.read<{ sought: string; id: string }>(SCREENING_ACTOR, SAME_ADDRESS, [
      nominations[0]?.conference_id,
      nominations.map(({ id }) => id),
      nominations.map(({ email_fold: address }) => address),
      STANDING,
    ]);
    const lists = grouped(
      found,
      ({ sought }) => sought,
      ({ id }) => id,
    );
    return nominations.map(({ id }) => lists.get(id) ?? []);
  }

  /** By trigrams and by codes, in one pass over all names. */
  private async byName(nominations: readonly ScreenedNomination[]): Promise<string[][][]> {
    // One more, for each finds itself.
    const most = MOST_LOOK_ALIKES + 1;
    const byTrigrams = new TrigramSearch(
      nominations.map(({ name_key: key }) => key),
      most,
    );
    const byCodes = new CodeSearch(
      nominations.map(({ name_codes: codes }) => codes),
      most,
    );
    for await (const { ids, keys, codes } of this.names(nominations[0]?.conference_id)) {
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
      nominations.map(({ id: itself }, index) =>
        (lists[index] ?? [])
          .map(({ id }) => id)
          .filter((id) => id !== itself)
          .slice(0, MOST_LOOK_ALIKES),
      );
    return [withoutItself(byTrigrams.answers()), withoutItself(byCodes.answers())];
  }

  /** All names that stand, page by page. The database reads the next page while one is compared. */
  private async *names(
    conference: string | undefined,
  ): AsyncGenerator<Readonly<Record<'ids' | 'keys' | 'codes', string[]>>> {
    const read = async (after: string): Promise<Page | undefined> => {
      const values = [conference, STANDING, after, PAGE];
      const [rows] = await this.database.readAll(SCREENING_ACTOR, [
        { text: STANDING_NAMES, values, isReadInOrder: true },
      ]);
      return rows?.[0] as Page | undefined;
    };
    let page = await read(BEFORE_ALL);
    while (page?.ids && page.keys !== null && page.codes !== null && page.last !== null) {
      const ids = page.ids.split(' ');
      const next = ids.length < PAGE ? undefined : read(page.last);
      next?.catch(() => undefined);
      yield { ids, keys: page.keys.split('\n'), codes: page.codes.split('\n') };
      page = await next;
    }
  }

  private async load(ids: readonly string[]): Promise<Map<string, Candidate>> {
    const candidates = new Map<string, Candidate>();
    for (let from = 0; from < ids.length; from += MOST_LOADED) {
      const some = await this.database.read<Candidate>(SCREENING_ACTOR, CANDIDATES, [
        ids.slice(from, from + MOST_LOADED),
      ]);
      for (const one of some) candidates.set(one.id, one);
    }
    return candidates;
  }

  /** One statement for each, on a few connections. */
  private async lookUp(
    nominations: readonly ScreenedNomination[],
    text: string,
    valuesOf: (one: ScreenedNomination) => readonly unknown[],
  ): Promise<Record<string, unknown>[][]> {
    const parts = Array.from({ length: AT_ONCE }, (_, part) =>
      nominations.slice(
        Math.floor((part * nominations.length) / AT_ONCE),
        Math.floor(((part + 1) * nominations.length) / AT_ONCE),
      ),
    ).filter(({ length }) => length > 0);
    const answers = await Promise.all(
      parts.map((part) =>
        this.database.readAll(
          SCREENING_ACTOR,
          part.map((one) => ({ text, values: valuesOf(one) })),
        ),
      ),
    );
    return answers.flat();
  }
}
