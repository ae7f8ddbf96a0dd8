import { Injectable } from '@nestjs/common';
import { type Actor } from '#libs/kernel';
import { type Transaction } from '#libs/platform';

/** One version of a subject: what a screening is of. */
export interface SubjectVersion {
  readonly id: string;
  readonly version: number;
}

/** By what others are found that may be of the same person. */
export interface Sought {
  readonly id: string;
  readonly conferenceId: string;
  readonly emailFold: string | null;
  readonly nameKey: string;
  readonly nameCodes: readonly string[];
}

/** A subject as the checks see it: of all bodies, for they run for the host. */
export interface ScreenedSubject extends Sought, SubjectVersion {
  readonly bodyId: string;
  readonly constituencyId: string;
  readonly rank: number | null;
  readonly name: string;
  readonly badgeName: string | null;
  /** What an officer usually asks for and the subject does not say, by the paths under which it is written. */
  readonly missing: readonly string[];
}

/** One that stands or has stood before the host, and may be of the same person. */
export interface StandingSubject {
  readonly id: string;
  readonly reference: string;
  readonly isRejected: boolean;
  readonly name: string;
  readonly badgeName: string | null;
  readonly emailFold: string | null;
}

/** One of a pair that somebody judges. */
export interface PairedSubject extends Sought {
  /** It stands before the host, and no end of its way is reached. */
  readonly isAlive: boolean;
}

/** Some of the names that stand, in lists of one length: the codes of a name are joined by tabulators. */
export type StandingNames = Readonly<Record<'ids' | 'keys' | 'codes', readonly string[]>>;

/**
 * What is screened, as its own context knows it. All is read as `SCREENING_ACTOR`; each look-up answers in the order in which it
 * was asked, with `MOST_LOOK_ALIKES` for each way of finding at most.
 */
export interface ScreeningSubject {
  /** As the trail calls it. */
  readonly type: string;
  /** Those that still stand before the host in these versions; the others are left out. */
  load(versions: readonly SubjectVersion[]): Promise<readonly ScreenedSubject[]>;
  /** Whoever has its address or a name like its own, by the indexes of addresses and names. */
  alike(sought: readonly Sought[]): Promise<readonly (readonly StandingSubject[])[]>;
  /** The ids of whoever has the address of each; all of one conference. */
  withAddressOf(sought: readonly Sought[]): Promise<readonly (readonly string[])[]>;
  /** All names that stand in a conference, page by page. */
  names(conferenceId: string): AsyncIterable<StandingNames>;
  standing(ids: readonly string[]): Promise<ReadonlyMap<string, StandingSubject>>;
  /** Those of these ids that the actor sees, in whatever order, as they are now. Nothing is locked. */
  paired(
    tx: Pick<Transaction, 'query'>,
    actor: Actor,
    ids: readonly string[],
  ): Promise<readonly PairedSubject[]>;
  /** All checks of these versions have ended. Safe to run twice: what is under review already stays as it is. */
  screened(tx: Transaction, versions: readonly SubjectVersion[]): Promise<void>;
}

/** Whose submissions are screened: the context that owns them registers here at boot, so that nobody imports it. */
@Injectable()
export class ScreeningSubjects {
  private registered: ScreeningSubject | undefined;

  register(subject: ScreeningSubject): void {
    if (this.registered !== undefined) throw new Error('Two contexts have subjects to screen');
    this.registered = subject;
  }

  /** @throws a fault where the process lacks the context that has them. */
  get only(): ScreeningSubject {
    if (this.registered === undefined)
      throw new Error('Nobody has subjects to screen; see ScreeningSubjects');
    return this.registered;
  }
}
