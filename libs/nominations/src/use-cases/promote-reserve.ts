import { Injectable } from '@nestjs/common';
import { type Transaction } from '#libs/platform';
import { Invitations } from '#libs/invitations';
import { BodyNotices } from '../notices/body-notices.js';
import { announceChange } from '../nominations.topics.js';
import { MOVE_NOMINATION } from '../persistence/nomination.statements.js';

/** A nomination on the reserve list as it is locked for its promotion. */
export interface Reserve {
  readonly id: string;
  readonly conferenceId: string;
  readonly bodyId: string;
  readonly constituencyId: string;
  readonly reference: string;
  readonly version: number;
  readonly capacity: string;
  readonly person: {
    readonly name: string;
    readonly honorific: string | null;
    readonly email: string | null;
    readonly language: string | null;
  };
}

/** What every promotion does, by hand or by itself, once the place is taken: state, invitation, notice, trail. */
@Injectable()
export class PromoteReserve {
  constructor(
    private readonly invitations: Invitations,
    private readonly notices: BodyNotices,
  ) {}

  /** Inside the transaction that has locked the nomination and moved the quota. */
  async promote(
    tx: Transaction,
    reserve: Reserve,
    details: { readonly isQuotaOverridden: boolean },
  ): Promise<void> {
    const { id, conferenceId, bodyId, person } = reserve;
    const { email } = person;
    // Nobody is submitted without an address, and nothing takes it away later.
    if (email === null) throw new Error(`Nomination ${id} is on the reserve list without an address`);
    tx.write(MOVE_NOMINATION, [id, 'APPROVED']);
    await this.invitations.issue(tx, conferenceId, [
      {
        nominationId: id,
        bodyId,
        personName: person.name,
        honorific: person.honorific,
        email,
        language: person.language,
        capacity: reserve.capacity,
      },
    ]);
    await this.notices.promoted(tx, reserve);
    tx.audit({
      conferenceId,
      bodyId,
      action: 'nomination.promoted',
      subjectType: 'nomination',
      subjectId: id,
      details,
    });
    announceChange(tx, reserve, 'everybody');
  }
}
