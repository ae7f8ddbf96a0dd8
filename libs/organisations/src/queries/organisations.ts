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
  sliceRows,
  toPage,
} from '#libs/kernel';
import { ConferenceReference } from '#libs/conference';
import { Database, grouped, type ReadMany } from '#libs/platform';
import { type Catalogue, type ComparesPlaces, type Place, placeOrder } from '../catalogue/catalogue.js';
import { Catalogues } from '../catalogue/catalogues.js';
import { sortNameOn } from '../catalogue/organisation-names.js';
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

/** Where organisations stand in a list. */
export interface OrganisationOrder {
  readonly compare: ComparesPlaces;
  /** Of an organisation, or of what it is merged into; undefined for what is unknown or not asked for. */
  readonly placeOf: (id: string) => Place | undefined;
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

  /**
   * Who of a conference’s organisations is asked for, and where each stands in the protocol order of a language: for lists of what hangs on
   * organisations. A search narrows and does not rank. To everybody but the host there are none. Refuses INVALID_INPUT for `search`.
   */
  async order(
    actor: Actor,
    conferenceId: string,
    { filter, language }: Pick<OrganisationsRequest, 'filter' | 'language'>,
  ): Promise<OrganisationOrder> {
    const typed = searchTerm(filter.search);
    const catalogue = readsConference(actor, conferenceId)
      ? await this.catalogues.of(actor, conferenceId)
      : undefined;
    const conference = await this.conferences.conference(conferenceId);
    const tag = language ?? conference?.locales[0] ?? 'en';
    const isAsked = asks(filter);
    const found = typed === '' ? undefined : new Set((catalogue?.ranked(typed) ?? []).map(({ id }) => id));
    return {
      compare: placeOrder(tag),
      placeOf: (id) => {
        const root = catalogue?.rootOf(id);
        const isIn = root !== undefined && isAsked(root) && found?.has(root.id) !== false;
        return isIn ? { id: root.id, name: sortNameOn(root.source, tag, catalogue?.day ?? '') } : undefined;
      },
    };
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
