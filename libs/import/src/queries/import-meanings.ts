import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/kernel';
import { type Conference, ConferenceReference, countryWords } from '#libs/conference';
import {
  inputsOf,
  NOMINATION_FIELDS,
  type NominationOfBody,
  NominationsOfBody,
  PERSON_FIELDS,
} from '#libs/nominations';
import { Database } from '#libs/platform';
import { type CountryIndex, countryIndex } from '../countries.js';
import { DRAFT_FIELDS, type FieldRules, type RowField } from '../fields.js';
import { interpret, type Meaning } from '../interpret.js';
import { type EarlierNomination } from '../known.js';
import {
  type KeptRow,
  REMEMBERED_OF_BODY,
  type RememberedRow,
  ROWS_OF_LIST,
} from '../persistence/import-row.statements.js';
import { type WholeImportList } from '../persistence/import-list.statements.js';
import { listSightOf } from '../policies/import-list.policy.js';
import { type ColumnField } from '../fields.js';
import { type Sheet, type SheetRow } from '../sheet.js';

/** What a list means now, and what it was read from. */
export interface ListMeaning extends Meaning {
  readonly sheet: Sheet;
  readonly conference: Conference;
  /** Versions of the body's nominations, by id, as they were compared. */
  readonly versions: ReadonlyMap<string, number>;
}

const RULES: FieldRules = { ...inputsOf(PERSON_FIELDS), ...inputsOf(NOMINATION_FIELDS) };
/** Meanings that a process remembers, the newest. */
const MOST_KEPT = 8;

/**
 * What a list means, computed from its rows, what was said of it, what the body has said before, and the body's nominations. A
 * process keeps it until one of them changes.
 */
@Injectable()
export class ImportMeanings {
  private readonly kept = new Map<string, { readonly key: string; readonly meaning: ListMeaning }>();
  private countries: { readonly key: string; readonly index: CountryIndex } | undefined;

  constructor(
    private readonly database: Database,
    private readonly conferences: ConferenceReference,
    private readonly nominations: NominationsOfBody,
  ) {}

  /** Of a list that is in the actor's sight and has its rows. */
  async of(actor: Actor, list: WholeImportList): Promise<ListMeaning> {
    const sight = listSightOf(actor);
    const [stamp, remembered, conference] = await Promise.all([
      this.nominations.stamp(actor, list.bodyId),
      this.database.read<RememberedRow>(actor, REMEMBERED_OF_BODY, [list.bodyId, sight]),
      this.conferences.conference(list.conferenceId),
    ]);
    if (conference === undefined) throw new Error('A list names a conference that nobody knows');
    const places = conference.constituencies.map(({ id, code, name }) => [id, code, name]);
    const key = JSON.stringify([list.version, stamp, remembered, places, conference.countries]);
    const known = this.kept.get(list.id);
    if (known?.key === key) return known.meaning;
    const [rows, earlier] = await Promise.all([
      this.database.read<KeptRow>(actor, ROWS_OF_LIST, [list.id, sight]),
      this.nominations.all(actor, list.bodyId),
    ]);
    const sheet = sheetOf(list, rows);
    const meaning: ListMeaning = {
      ...interpret(
        sheet,
        {
          rules: RULES,
          countries: this.countriesOf(conference),
          constituencies: conference.constituencies,
          earlier: earlierOf(earlier, conference),
          remembered: rememberedOf(remembered),
        },
        list.said ?? {},
      ),
      sheet,
      conference,
      versions: new Map(earlier.map(({ id, version }) => [id, version])),
    };
    this.keep(list.id, key, meaning);
    return meaning;
  }

  private keep(id: string, key: string, meaning: ListMeaning): void {
    this.kept.delete(id);
    this.kept.set(id, { key, meaning });
    for (const oldest of this.kept.keys()) {
      if (this.kept.size <= MOST_KEPT) break;
      this.kept.delete(oldest);
    }
  }

  private countriesOf(conference: Conference): CountryIndex {
    const key = JSON.stringify(conference.countries);
    if (this.countries?.key !== key) this.countries = { key, index: countryIndex(countryWords(conference)) };
    return this.countries.index;
  }
}

function sheetOf({ reading }: WholeImportList, rows: readonly KeptRow[]): Sheet {
  const hidden = reading?.told.flatMap((told) => (told.kind === 'HIDDEN_COLUMNS' ? told.columns : [])) ?? [];
  return {
    rows: rows.map(({ row, cells, isHidden, isFiltered }): SheetRow => ({
      row,
      cells,
      ...(isHidden && { isHidden }),
      ...(isFiltered && { isFiltered }),
    })),
    headingRows: reading?.headingRows ?? [],
    hiddenColumns: hidden,
  };
}

/** What a body has withdrawn is none of its nominations any more: a list may draft the person anew. */
const earlierOf = (
  nominations: readonly NominationOfBody[],
  { constituencies }: Conference,
): EarlierNomination[] => {
  const codes = new Map(constituencies.map(({ id, code }) => [id, code]));
  return nominations
    .filter(({ state }) => state !== 'WITHDRAWN')
    .map(({ id, state, constituencyId, person, details }) => {
      const stored: Readonly<Record<string, unknown>> = { ...person, ...details };
      const fields: Partial<Record<RowField, string | number>> = {};
      for (const field of DRAFT_FIELDS) {
        const value = stored[field];
        if (typeof value === 'string' || typeof value === 'number') fields[field] = value;
      }
      const constituency = codes.get(constituencyId);
      if (constituency !== undefined) fields.constituency = constituency;
      return { id, fields, isChangeable: state === 'DRAFT' };
    });
};

function rememberedOf(rows: readonly RememberedRow[]) {
  const entries = (kind: string) =>
    Object.fromEntries(rows.filter((row) => row.kind === kind).map(({ key, value }) => [key, value]));
  return { answers: entries('ANSWER'), columns: entries('COLUMN') as Record<string, ColumnField | null> };
}
