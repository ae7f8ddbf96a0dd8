import { Injectable } from '@nestjs/common';
import { grouped, type Transaction } from '#libs/platform';

/** What an invitation is for: a nomination, say, and which. */
export interface SourceOfInvitation {
  readonly type: string;
  readonly id: string;
}

/**
 * How the place of somebody stands who has declined. KEPT: it was not given back yet. EXTRA: it was for this person alone.
 * FREE: nobody has it. GONE: somebody else has. ENDED: the source is over.
 */
export type PlaceStanding = 'KEPT' | 'EXTRA' | 'FREE' | 'GONE' | 'ENDED';

export interface StandingRow extends Record<string, unknown> {
  readonly standing: PlaceStanding | null;
}

/** The place that an invitation offers, for mail about it. */
export interface InvitedPlace extends Record<string, unknown> {
  readonly id: string;
  /** The source was not taken back. */
  readonly isStanding: boolean;
  /** The place is for this person alone: given up, it is nobody's. */
  readonly isExtra: boolean;
}

/**
 * What invitations are for, by type, as the context knows it that keeps the places. It tells in statements, which travel together
 * with those of the invitation. What follows an answer it hears as an event.
 */
export interface InvitationSource {
  /** As its invitations and the audit trail name it: `nomination`. */
  readonly type: string;
  /** `standing` of the place that the invitee of the transaction has declined; null where that is none of this type. */
  readonly placeOfDeclined: string;
  /** $1 a new id. The same, and the place is taken again unless it is GONE or ENDED. */
  readonly takePlaceBack: string;
  /** $1 ids of sources: an `InvitedPlace` of each. */
  readonly places: string;
  /** Locks what the invitee of the transaction is invited for, where that is of this type: sources come before their invitations. */
  readonly lockInvited: string;
  /** Marks it as changed, for everybody who sees it: the invitee has answered. */
  readonly followAnswer: string;
  /** $1 ids of sources. The same for many, by the worker: locks them in the order of their ids; marks them as changed. */
  readonly lockAll: string;
  readonly followAll: string;
}

/** The contexts that have people invited register here at boot, so that nobody imports them. */
@Injectable()
export class InvitationSources {
  private readonly sources = new Map<string, InvitationSource>();

  register(source: InvitationSource): void {
    if (this.sources.has(source.type))
      throw new Error(`Two contexts invite for sources of type ${source.type}`);
    this.sources.set(source.type, source);
  }

  /** The statements of all sources: an invitee is not asked which it is. */
  get placesOfDeclined(): readonly string[] {
    return this.all.map(({ placeOfDeclined }) => placeOfDeclined);
  }
  get placesTakenBack(): readonly string[] {
    return this.all.map(({ takePlaceBack }) => takePlaceBack);
  }

  get locksOfInvited(): readonly string[] {
    return this.all.map(({ lockInvited }) => lockInvited);
  }

  /** Locks these sources, each once and in one order, for whoever changes their invitations. */
  async lock(tx: Pick<Transaction, 'query'>, sources: readonly SourceOfInvitation[]): Promise<void> {
    for (const [type, ids] of byType(sources)) await tx.query(this.of(type).lockAll, [ids]);
  }

  /** An answer of the invitee of the transaction is seen with what the invitation is for. */
  answered(tx: Pick<Transaction, 'write'>, { type }: SourceOfInvitation): void {
    tx.write(this.of(type).followAnswer, []);
  }

  /** So is what became of the invitations of these sources, which are locked. */
  followed(tx: Pick<Transaction, 'write'>, sources: readonly SourceOfInvitation[]): void {
    for (const [type, ids] of byType(sources)) tx.write(this.of(type).followAll, [ids]);
  }

  /**
   * The places of these sources, by their ids.
   * @throws a fault where the process lacks the context of a type.
   */
  async placesOf(
    tx: Pick<Transaction, 'query'>,
    sources: readonly SourceOfInvitation[],
  ): Promise<ReadonlyMap<string, InvitedPlace>> {
    const places = new Map<string, InvitedPlace>();
    for (const [type, ids] of byType(sources)) {
      for (const place of await tx.query<InvitedPlace>(this.of(type).places, [ids]))
        places.set(place.id, place);
    }
    return places;
  }

  private of(type: string): InvitationSource {
    const source = this.sources.get(type);
    if (source === undefined)
      throw new Error(`Nobody invites for sources of type ${type}; see InvitationSources`);
    return source;
  }

  private get all(): readonly InvitationSource[] {
    return [...this.sources.values()];
  }
}

/** Ids of sources by their types. */
const byType = (sources: readonly SourceOfInvitation[]): Map<string, string[]> =>
  grouped(
    sources,
    ({ type }) => type,
    ({ id }) => id,
  );

/** How the one place stands that is the invitee's, of what all sources have answered. */
export const standingIn = (answers: readonly (readonly StandingRow[])[]): PlaceStanding | null =>
  answers.flat().find(({ standing }) => standing !== null)?.standing ?? null;

/** Whether whoever has declined may have this place again. */
export const isPlaceThere = (standing: PlaceStanding | null): boolean =>
  standing === 'KEPT' || standing === 'EXTRA' || standing === 'FREE';
