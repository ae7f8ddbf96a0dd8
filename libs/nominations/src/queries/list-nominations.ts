import { Injectable } from '@nestjs/common';
import {
  type Actor,
  bodiesRead,
  foldEmail,
  isEmailAddress,
  isId,
  type Page,
  type PageRequest,
  Refusal,
  searchTerm,
  type Slice,
  sliceKey,
  sliceOf,
  toPage,
} from '#libs/kernel';
import { Database, MOST_MANY, refuseTooMany } from '#libs/platform';
import { searchPatterns } from '#libs/names';
import { OrganisationReferences } from '#libs/organisations';
import { Places } from '#libs/places';
import { type Capacity, storedKey, type ViewPart } from '../domain/nomination-fields.js';
import { type NominationState } from '../domain/nomination.lifecycle.js';
import { knownReference } from '../domain/reference.js';
import { countStatement, pageStatement, type Question } from './list-statements.js';
import { isKeyOf, type ListRow, type NominationOrderField, SORT } from './nomination-orders.js';
import { ALL_PARTS, type NominationView, seesReviews, toNominationView } from './nomination-view.js';

export interface NominationFilter {
  readonly states?: readonly NominationState[] | null;
  readonly bodyIds?: readonly string[] | null;
  readonly constituencyIds?: readonly string[] | null;
  readonly capacities?: readonly Capacity[] | null;
  readonly ids?: readonly string[] | null;
  readonly externalReferences?: readonly string[] | null;
  readonly references?: readonly string[] | null;
  readonly emails?: readonly string[] | null;
  readonly organisationIds?: readonly string[] | null;
  readonly updatedAt?: { readonly gte?: Date | null; readonly lt?: Date | null } | null;
  readonly isReady?: boolean | null;
  readonly search?: string | null;
}

export interface ListNominationsRequest extends PageRequest {
  readonly conferenceId: string;
  readonly filter?: NominationFilter | null;
  readonly orderBy?: { readonly field: NominationOrderField; readonly direction: 'ASC' | 'DESC' } | null;
  /** What is read beside the names and states; all of it where nothing is said. */
  readonly parts?: ReadonlySet<ViewPart>;
}

/** One page of a conference's nominations, as far as the caller may see them; one statement a page, deep or not. */
@Injectable()
export class ListNominations {
  constructor(
    private readonly database: Database,
    private readonly places: Places,
    private readonly organisations: OrganisationReferences,
  ) {}

  /** A conference that is unknown or out of scope has no nominations. Refuses INVALID_INPUT for search and as `sliceOf` does. */
  async run(actor: Actor, request: ListNominationsRequest): Promise<Page<NominationView>> {
    return this.read(actor, request, sliceOf(request));
  }

  /** The same for as many as are asked for: for an export, which reads all of it. */
  async read(
    actor: Actor,
    request: Omit<ListNominationsRequest, keyof PageRequest>,
    slice: Slice,
  ): Promise<Page<NominationView>> {
    const question = await this.ask(actor, request, slice);
    const isKnown =
      isId(request.conferenceId) && (question.ownBodies === null || question.ownBodies.length > 0);
    const [rows = []] = isKnown
      ? ((await this.database.readAll(actor, [pageStatement(question, slice.size + 1)])) as ListRow[][])
      : [];
    const places = await this.places.of(rows);
    return toPage(rows, {
      slice,
      key: (row) => [SORT[question.field].key(row), row.id],
      node: (row) => toNominationView(actor, row, places, request.conferenceId),
      totalCount: () => (isKnown ? this.count(question) : Promise.resolve(0)),
    });
  }

  /**
   * The ids and versions of all that match, in their order, at one moment: what many acts are done to. Refuses INVALID_INPUT where there
   * are more than `MOST_MANY`, and as `run` does.
   */
  async matching(
    actor: Actor,
    request: Pick<ListNominationsRequest, 'conferenceId' | 'filter' | 'orderBy'>,
  ): Promise<{ nominationId: string; version: number }[]> {
    const question = { ...(await this.ask(actor, request, sliceOf({}))), isBare: true };
    if (!isId(request.conferenceId) || question.ownBodies?.length === 0) return [];
    const [rows = []] = (await this.database.readAll(actor, [
      pageStatement(question, MOST_MANY + 1),
    ])) as ListRow[][];
    refuseTooMany(rows.length);
    return rows.map(({ id, version }) => ({ nominationId: id, version }));
  }

  private async ask(
    actor: Actor,
    request: Omit<ListNominationsRequest, keyof PageRequest>,
    slice: Slice,
  ): Promise<Question> {
    const question = ask(actor, request, slice);
    const { filters, conferenceId } = question;
    if (filters.organisationIds === null) return question;
    const organisationIds = await this.organisations.idsOf(actor, conferenceId, filters.organisationIds);
    return { ...question, filters: { ...filters, organisationIds } };
  }

  private async count(question: Question): Promise<number> {
    const { text, values } = countStatement(question);
    const [row] = await this.database.readForValues<{ count: number }>(question.actor, text, values);
    return row?.count ?? 0;
  }
}

function ask(
  actor: Actor,
  { conferenceId, filter, orderBy, parts }: Omit<ListNominationsRequest, keyof PageRequest>,
  slice: Slice,
): Question {
  const field = orderBy?.field ?? 'CREATED_AT';
  const isHostView = seesReviews(actor, conferenceId);
  const patterns = searchPatterns(searchTerm(filter?.search));
  return {
    actor,
    conferenceId,
    isHostView,
    ownBodies: isHostView ? null : bodiesRead(actor),
    filters: {
      states: list(filter?.states),
      bodyIds: ids(filter?.bodyIds),
      constituencyIds: ids(filter?.constituencyIds),
      capacities: list(filter?.capacities),
      ids: keys('ids', filter?.ids, knownId),
      externalReferences: keys('externalReferences', filter?.externalReferences, storedKey),
      references: keys('references', filter?.references, knownReference),
      emails: keys('emails', filter?.emails, knownAddress),
      organisationIds: keys('organisationIds', filter?.organisationIds, knownId),
      updated: spanOf(filter?.updatedAt),
      isReady: filter?.isReady ?? null,
    },
    patterns: patterns.length === 0 ? null : patterns,
    field,
    isDescending: (orderBy?.direction === 'DESC') !== slice.isBackward,
    begin: sliceKey(slice, 2, isKeyOf(field)),
    parts: parts ?? ALL_PARTS,
  };
}

/** Null filters nothing, and so does a span without ends. */
const spanOf = (span: NominationFilter['updatedAt']): Question['filters']['updated'] =>
  (span?.gte ?? null) === null && (span?.lt ?? null) === null
    ? null
    : [span?.gte ?? '-infinity', span?.lt ?? 'infinity'];

/** Keys are looked up one by one; a client with more asks for them in turns. */
export const MOST_KEYS = 100;

/** As they are stored; what cannot be a key is none. An empty list filters nothing, as an absent one. */
function keys(
  field: string,
  asked: readonly string[] | null | undefined,
  stored: (key: string) => string | null,
): readonly string[] | null {
  if ((asked?.length ?? 0) > MOST_KEYS)
    throw new Refusal('INVALID_INPUT', `Ask for at most ${MOST_KEYS} at a time.`, ['filter', field]);
  return list(asked)?.flatMap((key) => stored(key) ?? []) ?? null;
}

const knownId = (id: string): string | null => (isId(id) ? id : null);

const knownAddress = (typed: string): string | null => {
  const address = typed.normalize('NFC').trim();
  return isEmailAddress(address) ? foldEmail(address) : null;
};

/** An empty list filters nothing, as an absent one. */
const list = <T>(values: readonly T[] | null | undefined): readonly T[] | null =>
  values === null || values === undefined || values.length === 0 ? null : values;

/** Ids that are none of ours match nothing, as unknown ones. */
const ids = (values: readonly string[] | null | undefined): readonly string[] | null =>
  list(values)?.filter(isId) ?? null;
