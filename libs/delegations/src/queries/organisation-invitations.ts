import { Injectable } from '@nestjs/common';
import {
  type Actor,
  Clock,
  conferencesReadWhole,
  isId,
  organisationsRead,
  type Page,
  type PageRequest,
  readsConference,
  sliceKey,
  sliceOf,
  sliceRows,
  toPage,
} from '#libs/kernel';
import { type Conference, ConferenceReference } from '#libs/conference';
import { type OrganisationFilter, Organisations, type Place } from '#libs/organisations';
import { Database, type ReadMany } from '#libs/platform';
import { type InvitationLevel } from '../domain/organisation-invitation.js';
import {
  ORGANISATION_INVITATION_STATES,
  type OrganisationInvitationAction,
  type OrganisationInvitationState,
} from '../domain/organisation-invitation.lifecycle.js';
import { endOfDay } from '../domain/reply-date.js';
import { SEAT_ROLES, type SeatRole, type Seats } from '../domain/seats.js';
import {
  BOARD,
  type BoardRow,
  INVITATIONS_BY_IDS,
  type InvitationFields,
  type InvitationRow,
  OWN_INVITATIONS,
} from '../persistence/organisation-invitation.statements.js';
import { availableActions } from '../policies/organisation-invitation.policy.js';

/** Seats of one role. */
export interface OfferedSeats {
  readonly role: SeatRole;
  readonly count: number;
}

export interface InvitationView extends Omit<InvitationFields, 'seats' | 'editors'> {
  readonly conference: Conference;
  readonly seats: readonly OfferedSeats[];
  /** The last second in which a reply is in time. */
  readonly replyByEnds: Date;
  readonly availableActions: readonly OrganisationInvitationAction[];
}

export interface InvitationFilter extends Pick<OrganisationFilter, 'search' | 'regions' | 'regionalGroups'> {
  readonly states?: readonly OrganisationInvitationState[] | null;
  readonly levels?: readonly InvitationLevel[] | null;
  readonly isOverdue?: boolean | null;
}

/** How many invitations are in a state, and the seats of all of them together. */
export interface StateFigures {
  readonly state: OrganisationInvitationState;
  readonly count: number;
  readonly seats: readonly OfferedSeats[];
}

interface InvitationsRequest extends PageRequest {
  readonly filter: InvitationFilter;
  /** In whose protocol order; null: the first of the conference. */
  readonly language: string | null;
}

interface Placed extends Place {
  readonly invitationId: string;
}
type PlacedRow = Placed & Pick<BoardRow, 'state' | 'seats'>;

/** Invitations of organisations, for the host and auditors, and one's own for whoever answers for an organisation; to everybody else there are none. */
@Injectable()
export class OrganisationInvitations {
  constructor(
    private readonly database: Database,
    private readonly organisations: Organisations,
    private readonly conferences: ConferenceReference,
    private readonly clock: Clock,
  ) {}

  /** In the protocol order of a language, by the names that the conference has. Refuses INVALID_INPUT for `search` and as `sliceOf` does. */
  async list(
    actor: Actor,
    conferenceId: string,
    { filter, language, ...request }: InvitationsRequest,
  ): Promise<Page<InvitationView>> {
    const slice = sliceOf(request);
    const key = sliceKey(slice, 3, isPlacedKey);
    const begin = key === null ? null : { name: key[0], id: key[1], invitationId: key[2] };
    const board = await this.board(actor, conferenceId, filter, language);
    const rows = sliceRows<Placed, PlacedRow>(board, slice, { begin, isAsked: () => true });
    const views = await this.byIds(
      actor,
      rows.map(({ invitationId }) => invitationId),
    );
    return toPage(rows, {
      slice,
      key: ({ name, id, invitationId }) => [name, id, invitationId],
      node: ({ invitationId }) => views.get(invitationId) as InvitationView,
      totalCount: () => Promise.resolve(board.rows.length),
    });
  }

  /** Of every state, in the order of the lifecycle; `states` of the filter does not restrict them. */
  async figures(
    actor: Actor,
    conferenceId: string,
    filter: InvitationFilter,
  ): Promise<readonly StateFigures[]> {
    const { rows } = await this.board(actor, conferenceId, { ...filter, states: null }, null);
    return ORGANISATION_INVITATION_STATES.map((state) => {
      const those = rows.filter((row) => row.state === state);
      return { state, count: those.length, seats: seatsOf(sumOf(those.map(({ seats }) => seats))) };
    });
  }

  async invitation(actor: Actor, id: string): Promise<InvitationView | null> {
    return isId(id) ? ((await this.byIds(actor, [id])).get(id) ?? null) : null;
  }

  /** The newest letter that is out to each organisation for which the caller answers, the earliest date for replies first. */
  async own(actor: Actor): Promise<readonly InvitationView[]> {
    const organisations = organisationsRead(actor);
    if (organisations.length === 0) return [];
    const rows = await this.database.read<{ id: string }>(actor, OWN_INVITATIONS, [organisations]);
    const views = await this.byIds(
      actor,
      rows.map(({ id }) => id),
    );
    return [...views.values()].sort((one, other) =>
      one.replyBy === other.replyBy ? (one.id < other.id ? -1 : 1) : one.replyBy < other.replyBy ? -1 : 1,
    );
  }

  readonly byIds: ReadMany<InvitationView> = async (actor, ids) => {
    const rows = await this.database.read<InvitationRow>(actor, INVITATIONS_BY_IDS, [
      ids,
      conferencesReadWhole(actor),
      organisationsRead(actor),
    ]);
    const reference = await this.conferences.current();
    return new Map(
      rows.map((row) => [row.id, this.view(actor, row, reference.conference(row.conferenceId))]),
    );
  };

  private view(actor: Actor, row: InvitationRow, conference: Conference | undefined): InvitationView {
    if (conference === undefined) throw new Error('An invitation names a conference that nobody knows');
    const { seats, editors, ...rest } = row;
    const replyByEnds = endOfDay(row.replyBy, conference.timeZone);
    const isPast = replyByEnds.getTime() < this.clock.now().getTime();
    return {
      ...rest,
      conference,
      seats: seatsOf(seats),
      replyByEnds,
      availableActions: availableActions(actor, { ...row, editors, isPast }),
    };
  }

  /** Names are in no row, so the order is made in memory, from a few columns of each. */
  private async board(
    actor: Actor,
    conferenceId: string,
    { states, levels, isOverdue, ...filter }: InvitationFilter,
    language: string | null,
  ) {
    const { placeOf, compare } = await this.organisations.order(actor, conferenceId, { filter, language });
    const isRead = isId(conferenceId) && readsConference(actor, conferenceId);
    const conference = isRead ? await this.conferences.conference(conferenceId) : undefined;
    const found = isRead
      ? await this.database.read<BoardRow>(actor, BOARD, [
          conferenceId,
          conferencesReadWhole(actor),
          states ?? null,
          levels ?? null,
          conference?.timeZone ?? 'UTC',
          isOverdue ?? null,
        ])
      : [];
    const inOrder = (left: Placed, right: Placed): number =>
      compare(left, right) ||
      (left.invitationId === right.invitationId ? 0 : left.invitationId < right.invitationId ? -1 : 1);
    const rows = found
      .flatMap(({ id, organisationId, state, seats }): PlacedRow[] => {
        const place = placeOf(organisationId);
        return place === undefined ? [] : [{ ...place, invitationId: id, state, seats }];
      })
      .sort(inOrder);
    return { rows, compare: inOrder };
  }
}

type PlacedKey = readonly [name: string, organisationId: string, invitationId: string];
const isPlacedKey = (key: readonly (string | number | null)[]): key is PlacedKey =>
  typeof key[0] === 'string' && isId(key[1]) && isId(key[2]);

const seatsOf = (seats: Seats): OfferedSeats[] =>
  SEAT_ROLES.flatMap((role) => {
    const count = seats[role] ?? 0;
    return count === 0 ? [] : [{ role, count }];
  });

const sumOf = (all: readonly Seats[]): Seats =>
  Object.fromEntries(
    SEAT_ROLES.map((role) => [role, all.reduce((sum, seats) => sum + (seats[role] ?? 0), 0)]),
  );
