import { Injectable } from '@nestjs/common';
import {
  type Actor,
  conferencesReadWhole,
  isId,
  type Page,
  type PageRequest,
  readsConference,
  searchTerm,
  type Slice,
  sliceKey,
  sliceOf,
  toPage,
} from '#libs/kernel';
import { ConferenceReference } from '#libs/conference';
import { Database, grouped, type ReadMany } from '#libs/platform';
import {
  behind,
  type Catalogue,
  type ComparesPlaces,
  type Place,
  placeOrder,
} from '../catalogue/catalogue.js';
import { Catalogues } from '../catalogue/catalogues.js';
import { type OrganisationView, viewOf } from '../catalogue/organisation-view.js';
import { directoryOf } from '../directory/directories.js';
import { type Found } from '../directory/organisation-index.js';
import { type Region, type RegionalGroup } from '../directory/regions.js';
import { MOST_MERGED, type OrganisationKind } from '../domain/organisation.js';
import {
  CONTACTS_OF,
  type ContactRow,
  GROUPS_OF,
  LISTED_BY_IDS,
  MERGED_INTO,
  type OrganisationRow,
  ORGANISATIONS_BY_IDS,
} from '../persistence/organisation.statements.js';
import { conferencesOf } from '../policies/organisation.policy.js';

export interface OrganisationFilter {
  readonly search?: string | null;
  readonly kinds?: readonly OrganisationKind[] | null;
  readonly regions?: readonly Region[] | null;
  readonly regionalGroups?: readonly RegionalGroup[] | null;
  readonly isListed?: boolean | null;
}

interface OrganisationsRequest extends PageRequest {
  readonly filter: OrganisationFilter;
  /** In whose protocol order; null: the first of the conference. */
  readonly language: string | null;
}

/** Organisations of a conference: all of them for its host, those that are listed, by their names alone, for its bodies. */
@Injectable()
export class Organisations {
  constructor(
    private readonly database: Database,
    private readonly catalogues: Catalogues,
    private readonly conferences: ConferenceReference,
  ) {}

  /**
   * In the protocol order of a language; with a search the best first: whoever has this very name, in any language, before whoever has
   * the words. Merged ones are found as what they were merged into. For the host alone: to everybody else there are none.
   * Refuses INVALID_INPUT for `search` and as `sliceOf` does.
   */
  async list(
    actor: Actor,
    conferenceId: string,
    { filter, language, ...request }: OrganisationsRequest,
  ): Promise<Page<OrganisationView>> {
    const slice = sliceOf(request);
    const typed = searchTerm(filter.search);
    const catalogue = readsConference(actor, conferenceId)
      ? await this.catalogues.of(actor, conferenceId)
      : undefined;
    const conference = await this.conferences.conference(conferenceId);
    const tag = language ?? conference?.locales[0] ?? 'en';
    const isAsked = asks(filter);
    return typed === ''
      ? pageInOrder(catalogue, slice, { tag, isAsked })
      : pageOfFound(catalogue, slice, { typed, isAsked });
  }

  async organisation(actor: Actor, id: string): Promise<OrganisationView | null> {
    return isId(id) ? ((await this.byIds(actor, [id])).get(id) ?? null) : null;
  }

  readonly byIds: ReadMany<OrganisationView> = async (actor, ids) => {
    const sight = conferencesReadWhole(actor);
    const [ofHost = [], listed = []] = (await this.database.readAll(actor, [
      { text: ORGANISATIONS_BY_IDS, values: [ids, sight] },
      { text: LISTED_BY_IDS, values: [ids, conferencesOf(actor).filter((id) => !sight.includes(id))] },
    ])) as OrganisationRow[][];
    return new Map(
      [...(await this.views(ofHost)), ...(await this.views(listed, false))].map((view) => [view.id, view]),
    );
  };

  /** Those that each was merged with, for the host. */
  readonly mergedInto: ReadMany<OrganisationView[]> = async (actor, ids) => {
    const rows = await this.database.read<OrganisationRow>(actor, MERGED_INTO, [
      ids,
      conferencesReadWhole(actor),
      MOST_MERGED,
    ]);
    return grouped(
      await this.views(rows),
      ({ mergedInto }) => mergedInto ?? '',
      (view) => view,
    );
  };

  /** The ids of each and of whatever is merged into it, for the host. */
  readonly groupsOf: ReadMany<string[]> = async (actor, ids) => {
    const rows = await this.database.read<{ root: string; id: string }>(actor, GROUPS_OF, [
      ids,
      conferencesReadWhole(actor),
    ]);
    return grouped(
      rows,
      ({ root }) => root,
      ({ id }) => id,
    );
  };

  readonly contactsOf: ReadMany<ContactRow[]> = async (actor, ids) => {
    const rows = await this.database.read<ContactRow>(actor, CONTACTS_OF, [ids, conferencesReadWhole(actor)]);
    return grouped(
      rows,
      ({ organisationId }) => organisationId,
      (row) => row,
    );
  };

  private async views(rows: readonly OrganisationRow[], isOfHost = true): Promise<OrganisationView[]> {
    if (rows.length === 0) return [];
    const reference = await this.conferences.current();
    return rows.map((row) =>
      viewOf(row, directoryOf(reference.conference(row.conferenceId) ?? { countries: [] }), isOfHost),
    );
  }
}

type IsAsked = (view: OrganisationView) => boolean;

function asks({ kinds, regions, regionalGroups, isListed }: OrganisationFilter): IsAsked {
  const has = <Value>(list: readonly Value[] | null | undefined, value: Value | null): boolean =>
    list === null || list === undefined || (value !== null && list.includes(value));
  return (view) =>
    has(kinds, view.kind) &&
    has(regions, view.region) &&
    has(regionalGroups, view.regionalGroup) &&
    (isListed === null || isListed === undefined || view.isListed === isListed);
}

interface Ranked<Row> {
  /** In the order of the list. */
  readonly rows: readonly Row[];
  readonly compare: (left: Row, right: Row) => number;
}

/** So many from behind the cursor on, or before it in the reverse, and one more where there is one. */
function sliceRows<Row, Asked extends Row>(
  { rows, compare }: Ranked<Asked>,
  { size, isBackward }: Slice,
  { begin, isAsked }: { readonly begin: Row | null; readonly isAsked: (row: Asked) => boolean },
): Asked[] {
  const taken: Asked[] = [];
  let at = isBackward ? rows.length - 1 : 0;
  if (begin !== null) {
    const place = behind(rows as readonly Row[], begin, compare as (left: Row, right: Row) => number);
    const before = rows[place - 1];
    const isThere =
      before !== undefined && (compare as (left: Row, right: Row) => number)(before, begin) === 0;
    at = isBackward ? place - (isThere ? 2 : 1) : place;
  }
  for (; at >= 0 && at < rows.length && taken.length <= size; at += isBackward ? -1 : 1) {
    const row = rows[at];
    if (row !== undefined && isAsked(row)) taken.push(row);
  }
  return taken;
}

const isPlaceKey = (key: readonly (string | number | null)[]): key is readonly [name: string, id: string] =>
  typeof key[0] === 'string' && isId(key[1]);

function pageInOrder(
  catalogue: Catalogue | undefined,
  slice: Slice,
  { tag, isAsked }: { readonly tag: string; readonly isAsked: IsAsked },
): Page<OrganisationView> {
  const key = sliceKey(slice, 2, isPlaceKey);
  const begin: Place | null = key === null ? null : { name: key[0], id: key[1] };
  const rows = catalogue?.inOrder(tag) ?? [];
  const compare: ComparesPlaces = placeOrder(tag);
  const isRowAsked = (row: (typeof rows)[number]): boolean => isAsked(row.organisation);
  return toPage(sliceRows({ rows, compare }, slice, { begin, isAsked: isRowAsked }), {
    slice,
    key: ({ name, id }) => [name, id],
    node: ({ organisation }) => organisation,
    totalCount: () => Promise.resolve(rows.filter(isRowAsked).length),
  });
}

type FoundKey = readonly [rank: number, length: number, id: string];
const isFoundKey = (key: readonly (string | number | null)[]): key is FoundKey =>
  typeof key[0] === 'number' && typeof key[1] === 'number' && isId(key[2]);

const byRank = (left: Found, right: Found): number =>
  left.rank - right.rank ||
  left.length - right.length ||
  (left.id === right.id ? 0 : left.id < right.id ? -1 : 1);

function pageOfFound(
  catalogue: Catalogue | undefined,
  slice: Slice,
  { typed, isAsked }: { readonly typed: string; readonly isAsked: IsAsked },
): Page<OrganisationView> {
  const key = sliceKey(slice, 3, isFoundKey);
  const begin: Found | null = key === null ? null : { rank: key[0], length: key[1], id: key[2] };
  const rows = (catalogue?.ranked(typed) ?? []).flatMap((found) => {
    const organisation = catalogue?.get(found.id);
    return organisation === undefined ? [] : [{ ...found, organisation }];
  });
  rows.sort(byRank);
  const isRowAsked = (row: (typeof rows)[number]): boolean => isAsked(row.organisation);
  return toPage(sliceRows({ rows, compare: byRank }, slice, { begin, isAsked: isRowAsked }), {
    slice,
    key: ({ rank, length, id }) => [rank, length, id],
    node: ({ organisation }) => organisation,
    totalCount: () => Promise.resolve(rows.filter(isRowAsked).length),
  });
}
