import { Injectable } from '@nestjs/common';
import { Refusal } from '#libs/kernel';
import { type Transaction } from '#libs/platform';
import { type InvitationState, whyNotCorrected } from '../domain/invitation.js';
import { type SourceOfInvitation } from '../invitation-sources.js';
import { CORRECT_INVITEE, NEWEST_STATE } from '../persistence/invitation.statements.js';

/** How an invitation calls the person. */
export interface CorrectedInvitee {
  readonly name: string;
  readonly honorific: string | null;
  /** Null: as before. */
  readonly language: string | null;
}

/** Corrects how an unanswered invitation calls the person: its page from now on, and what is sent later. The link stays. */
@Injectable()
export class CorrectInvitee {
  /** Answers whether there was one to correct. Refuses INVITATION_ENDED, with its state, what was answered or has lapsed. */
  async run(tx: Transaction, source: SourceOfInvitation, person: CorrectedInvitee): Promise<boolean> {
    // An answer that comes at the same time waits for the row, or this waits for the answer.
    const corrected = await tx.query(CORRECT_INVITEE, [
      source.type,
      source.id,
      person.name,
      person.honorific,
      person.language,
    ]);
    if (corrected.length > 0) return true;
    const [newest] = await tx.query<{ state: InvitationState }>(NEWEST_STATE, [source.type, source.id]);
    if (newest === undefined || newest.state === 'CANCELLED') return false;
    throw new Refusal('INVITATION_ENDED', whyNotCorrected(newest.state), [], {
      invitationState: newest.state,
    });
  }
}
