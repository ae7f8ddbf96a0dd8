import { Injectable } from '@nestjs/common';
import { Refusal } from '#libs/kernel';
import { idOfTarget, NOW } from '#libs/platform';
import { INVITATION_FACTS } from '../domain/organisation-invitation.js';
import { NOTE } from '../domain/organisation-invitation-input.js';
import { DrawnLetters } from '../letter/drawn-letters.js';
import { Letters } from '../letter/letters.js';
import { type Call, invitationAct, InvitationActs } from './organisation-invitation-acts.js';

/** Approves a letter as it stands, by somebody who has neither drafted nor ever changed it. */
@Injectable()
export class ApproveOrganisationInvitation {
  static readonly act = invitationAct({
    name: 'approveOrganisationInvitation',
    description:
      'Approves a letter as it stands: by an approver of the host who has neither drafted nor changed it at any time. Refused with INCOMPLETE where the letter lacks something (a salutation, a name or its form in the language, which nobody guesses; a sign that no font has), or with a date for replies that is over',
    action: 'APPROVE',
    input: { note: NOTE },
    codes: ['SEPARATION_OF_DUTIES', 'INCOMPLETE'],
    fact: INVITATION_FACTS.approved,
  });

  constructor(
    private readonly acts: InvitationActs,
    private readonly letters: Letters,
    private readonly drawn: DrawnLetters,
  ) {}

  async run(...call: Call): Promise<{ id: string }> {
    const [actor, target] = call;
    const drawing = await settled(this.drawn.preview(actor, idOfTarget(target)));
    return this.acts.run(
      ApproveOrganisationInvitation.act,
      call,
      async ({ tx, actor: approver, conference, invitation, isPast, input: { note } }) => {
        requireTime(isPast);
        await this.letters.whole(tx, conference, invitation);
        // Drawn before the transaction; if it was changed since, the version has said so.
        if (drawing.refused !== undefined) throw drawing.refused;
        return { change: { approvedBy: approver.userId, approvedAt: NOW }, remark: note };
      },
    );
  }
}

async function settled(drawing: Promise<unknown>): Promise<{ readonly refused?: Refusal }> {
  try {
    await drawing;
    return {};
  } catch (error) {
    if (error instanceof Refusal) return { refused: error };
    throw error;
  }
}

/** Nobody is asked for an answer that would come too late. */
export function requireTime(isPast: boolean): void {
  if (isPast)
    throw new Refusal('INCOMPLETE', 'The date for replies is over. Have a later one given first.', ['id']);
}
