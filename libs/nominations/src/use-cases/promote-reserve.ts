import { Injectable } from '@nestjs/common';
import { type Transaction } from '#libs/platform';
import { Invitations, type InvitationToIssue } from '#libs/invitations';
import { type Reserve } from '#libs/places';
import { NOMINATION_SUBJECT } from '../domain/nomination.js';
import { BodyNotices } from '../notices/body-notices.js';
import { MOVE_NOMINATION } from '../persistence/nomination.statements.js';

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
    const { id, conferenceId, bodyId } = reserve;
    tx.write(MOVE_NOMINATION, [id, 'APPROVED']);
    await this.invitations.issue(tx, conferenceId, [invitationOf(reserve)]);
    await this.notices.promoted(tx, reserve);
    tx.audit({
      conferenceId,
      bodyId,
      action: 'nomination.promoted',
      subjectType: NOMINATION_SUBJECT,
      subjectId: id,
      details,
    });
  }
}

/** The invitation of a reserve who gets a place. */
export function invitationOf({ id, bodyId, capacity, person }: Reserve): InvitationToIssue {
  const { name, honorific, email, language } = person;
  // Nobody is submitted without an address, and nothing takes it away later.
  if (email === null) throw new Error(`Nomination ${id} is on the reserve list without an address`);
  return {
    source: { type: NOMINATION_SUBJECT, id },
    bodyId,
    personName: name,
    honorific,
    email,
    language,
    capacity,
  };
}
