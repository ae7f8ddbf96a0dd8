import { Injectable, type OnModuleInit } from '@nestjs/common';
import { type Actor, LOWEST_ID } from '#libs/kernel';
import { Database, grouped, sightOf, type Transaction } from '#libs/platform';
import {
  type PairedSubject,
  type ScreenedSubject,
  SCREENING_ACTOR,
  type ScreeningSubject,
  ScreeningSubjects,
  type Sought,
  type StandingNames,
  type StandingSubject,
  type SubjectVersion,
} from '#libs/screening';
import { missingFields } from './domain/completeness.js';
import { NOMINATION_SUBJECT } from './domain/nomination.js';
import {
  CANDIDATES,
  LOOK_ALIKES,
  PAIRED,
  PAIRED_STATES,
  SAME_ADDRESS,
  STANDING,
  STANDING_NAMES,
} from './persistence/look-alike.statements.js';
import { BEGIN_REVIEWS, LOAD_TO_SCREEN } from './persistence/to-screen.statements.js';

/** Connections that look-ups share: they are nearly all that a screening costs, and each keeps one processor of the database busy. */
const AT_ONCE = 4;
/** Names of a pass that are read by one statement. */
const PAGE = 20_000;
/** Candidates that are read by one statement. */
const MOST_LOADED = 5_000;

/** Null where nobody is left. */
interface Page extends Record<string, unknown> {
  readonly ids: string | null;
  readonly keys: string | null;
  readonly codes: string | null;
  readonly last: string | null;
}

type ToScreen = Record<string, unknown> &
  Omit<ScreenedSubject, 'missing'> &
  Parameters<typeof missingFields>[0];
type Standing = Record<string, unknown> & StandingSubject;

/** Nominations, as the screening knows them. */
@Injectable()
export class NominationScreening implements ScreeningSubject, OnModuleInit {
  constructor(
    private readonly subjects: ScreeningSubjects,
    private readonly database: Database,
  ) {}

  readonly type = NOMINATION_SUBJECT;

  onModuleInit(): void {
    this.subjects.register(this);
  }

  async paired(
    tx: Pick<Transaction, 'query'>,
    actor: Actor,
    ids: readonly string[],
  ): Promise<PairedSubject[]> {
    return tx.query<Record<string, unknown> & PairedSubject>(PAIRED, [ids, PAIRED_STATES, ...sightOf(actor)]);
  }

  async load(versions: readonly SubjectVersion[]): Promise<ScreenedSubject[]> {
    const rows = await this.database.read<ToScreen>(SCREENING_ACTOR, LOAD_TO_SCREEN, valuesOf(versions));
    return rows.map((row) => ({ ...row, missing: missingFields(row) }));
  }

  /** One statement for each, on a few connections. */
  async alike(sought: readonly Sought[]): Promise<readonly (readonly StandingSubject[])[]> {
    const parts = Array.from({ length: AT_ONCE }, (_, part) =>
      sought.slice(
        Math.floor((part * sought.length) / AT_ONCE),
        Math.floor(((part + 1) * sought.length) / AT_ONCE),
      ),
    ).filter(({ length }) => length > 0);
    const answers = await Promise.all(
      parts.map((part) =>
        this.database.readAll(
          SCREENING_ACTOR,
          part.map(({ conferenceId, id, emailFold, nameKey, nameCodes }) => ({
            text: LOOK_ALIKES,
            values: [conferenceId, id, STANDING, emailFold, nameKey, nameCodes],
          })),
        ),
      ),
    );
    return answers.flat() as Standing[][];
  }

  async withAddressOf(sought: readonly Sought[]): Promise<string[][]> {
    const found = await this.database.read<{ sought: string; id: string }>(SCREENING_ACTOR, SAME_ADDRESS, [
      sought[0]?.conferenceId,
      sought.map(({ id }) => id),
      sought.map(({ emailFold }) => emailFold),
      STANDING,
    ]);
    const lists = grouped(
      found,
      (one) => one.sought,
      ({ id }) => id,
    );
    return sought.map(({ id }) => lists.get(id) ?? []);
  }

  /** The database reads the next page while one is compared. */
  async *names(conferenceId: string): AsyncGenerator<StandingNames> {
    const read = async (after: string): Promise<Page | undefined> => {
      const values = [conferenceId, STANDING, after, PAGE];
      const [rows] = await this.database.readAll(SCREENING_ACTOR, [
        { text: STANDING_NAMES, values, isReadInOrder: true },
      ]);
      return rows?.[0] as Page | undefined;
    };
    let page = await read(LOWEST_ID);
    while (page?.ids && page.keys !== null && page.codes !== null && page.last !== null) {
      const ids = page.ids.split(' ');
      const next = ids.length < PAGE ? undefined : read(page.last);
      next?.catch(() => undefined);
      yield { ids, keys: page.keys.split('\n'), codes: page.codes.split('\n') };
      page = await next;
    }
  }

  async standing(ids: readonly string[]): Promise<Map<string, StandingSubject>> {
    const found = new Map<string, StandingSubject>();
    for (let from = 0; from < ids.length; from += MOST_LOADED) {
      const some = await this.database.read<Standing>(SCREENING_ACTOR, CANDIDATES, [
        ids.slice(from, from + MOST_LOADED),
      ]);
      for (const one of some) found.set(one.id, one);
    }
    return found;
  }

  async screened(tx: Transaction, versions: readonly SubjectVersion[]): Promise<void> {
    const rows = await tx.query<{ id: string; conference_id: string; body_id: string }>(
      BEGIN_REVIEWS,
      valuesOf(versions),
    );
    for (const row of rows) {
      tx.audit({
        conferenceId: row.conference_id,
        bodyId: row.body_id,
        action: 'nomination.under-review',
        subjectType: NOMINATION_SUBJECT,
        subjectId: row.id,
      });
    }
  }
}

const valuesOf = (versions: readonly SubjectVersion[]): unknown[] => [
  versions.map(({ id }) => id),
  versions.map(({ version }) => version),
];
