import { Injectable } from '@nestjs/common';
import { hasBodyRole, parseInput, Refusal, type UserActor } from '#libs/kernel';
import { Commands, type Transaction } from '#libs/platform';
import { MailAllowance } from '#libs/access';
import { ReviewDesk } from '#libs/approvals';
import { Invitations } from '#libs/invitations';
import { correctEmailInput } from '../domain/nomination.js';
import { emailFold, nominationKeys } from '../domain/folding.js';
import { loadForAction, type NominationRecord } from '../persistence/nomination-record.js';
import { CORRECT_EMAIL } from '../persistence/nomination.statements.js';
import { announceChange } from '../nominations.topics.js';
import { screen } from './submission.js';

/**
 * Mends a mistyped address of a nomination that is past drafting. Where an invitation is out and not answered, it is
 * replaced: the old link dies and a new one goes to the new address, nobody else. Where none is out nothing is sent.
 */
@Injectable()
export class CorrectEmail {
  constructor(
    private readonly commands: Commands,
    private readonly desk: ReviewDesk,
    private readonly invitations: Invitations,
    private readonly allowance: MailAllowance,
  ) {}

  /** Refuses also INVITATION_ENDED (with its state) what was answered or has lapsed, SEPARATION_OF_DUTIES and RATE_LIMITED. */
  async run(actor: UserActor, id: string, key: string, raw: unknown): Promise<{ id: string }> {
    const { version, email } = parseInput(correctEmailInput, raw);
    return this.commands.run(actor, { operation: 'correctEmail', key, request: [id, raw] }, async (tx) => {
      const nomination = await loadForAction(tx, this.desk, actor, { id, version, action: 'CORRECT_EMAIL' });
      if (email === nomination.person.email) throw sameAddress();
      this.desk.recordEdit(tx, actor, id, nomination.review);
      const { searchText } = nominationKeys({ ...nomination.person, email }, nomination.reference);
      tx.write(CORRECT_EMAIL, [id, email, emailFold(email), searchText]);
      const isInvitedAgain = await this.follow(tx, actor, nomination, email);
      // The address itself is in no entry: the trail is for ever, and people are not.
      tx.audit({
        conferenceId: nomination.conferenceId,
        bodyId: nomination.bodyId,
        action: 'nomination.email-corrected',
        subjectType: 'nomination',
        subjectId: id,
        details: { isInvitedAgain },
      });
      announceChange(tx, nomination, 'everybody');
      return { id };
    });
  }

  /** What the state asks for; answers whether somebody was invited again. The same for a hidden decision as for none. */
  private async follow(
    tx: Transaction,
    actor: UserActor,
    nomination: NominationRecord,
    email: string,
  ): Promise<boolean> {
    switch (nomination.state) {
      case 'SUBMITTED':
      case 'UNDER_REVIEW':
      case 'DECIDED':
        // Somebody else may have been nominated with this address.
        screen(tx, { ...nomination, version: nomination.version + 1 });
        return false;
      case 'APPROVED': {
        const { bodyId, conferenceId } = nomination;
        const isOfBody = hasBodyRole(actor, bodyId, 'PARTNER_COORDINATOR', 'PARTNER_NOMINATOR');
        await this.allowance.spend(tx, isOfBody ? { bodyId } : { conferenceId }, email);
        return this.invitations.redirect(tx, nomination, email);
      }
      default:
        return false;
    }
  }
}

const sameAddress = (): Refusal<'INVALID_INPUT'> =>
  new Refusal('INVALID_INPUT', 'This is the address that the nomination has already.', ['input', 'email']);
