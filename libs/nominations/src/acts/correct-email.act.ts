import { Injectable } from '@nestjs/common';
import { emailAddress, hasBodyRole, Refusal } from '#libs/kernel';
import { MailAllowance } from '#libs/access';
import { ReviewDesk } from '#libs/approvals';
import { Invitations } from '#libs/invitations';
import { screen } from '#libs/screening';
import { NOMINATION_SUBJECT } from '../domain/nomination.js';
import { emailFold, nominationKeys } from '../domain/folding.js';
import { reasonForSecond, SECOND_FIELDS } from '../domain/second-nomination.js';
import { CORRECT_EMAIL } from '../persistence/nomination.statements.js';
import { SecondNominations, tellOfSecond } from '../use-cases/second-nominations.js';
import { type Call, nominationAct, NominationActs, type Work } from './nomination-acts.js';

export const correctEmail = nominationAct({
  name: 'correctEmail',
  description:
    'Mends the address of a nomination past drafting. An invitation that waits for its answer is replaced by one to the new address',
  action: 'CORRECT',
  input: {
    email: emailAddress.describe('Where the person can be reached: one address'),
    ...SECOND_FIELDS,
  },
  example: { email: 'right@example.org' },
  // INVITATION_ENDED, with its state, of what was answered or has lapsed.
  codes: ['SEPARATION_OF_DUTIES', 'INVITATION_ENDED', 'RATE_LIMITED', 'ALREADY_NOMINATED', 'REASON_REQUIRED'],
  extras: ['invitationState', 'retryAt', 'existing'],
  fact: { action: 'nomination.email-corrected' },
});

/**
 * Mends a mistyped address of a nomination that is past drafting. Where an invitation is out and not answered, it is
 * replaced: the old link dies and a new one goes to the new address, nobody else. Where none is out nothing is sent.
 */
@Injectable()
export class CorrectEmail {
  static readonly act = correctEmail;

  constructor(
    private readonly acts: NominationActs,
    private readonly desk: ReviewDesk,
    private readonly invitations: Invitations,
    private readonly allowance: MailAllowance,
    private readonly seconds: SecondNominations,
  ) {}

  run(...call: Call): Promise<{ id: string }> {
    return this.acts.run(correctEmail, call, async (work) => {
      const { tx, actor, nomination, input } = work;
      const { id, person, reference, review } = nomination;
      if (input.email === person.email) throw sameAddress();
      const secondReason = await this.secondReason(work);
      this.desk.recordEdit(tx, actor, id, review);
      const { searchText } = nominationKeys({ ...person, email: input.email }, reference);
      tx.write(CORRECT_EMAIL, [id, input.email, emailFold(input.email), searchText, secondReason]);
      if (secondReason !== nomination.secondReason) tellOfSecond(tx, nomination, secondReason);
      // The address itself is in no entry: the trail is for ever, and people are not.
      return { details: { isInvitedAgain: await this.follow(work) } };
    });
  }

  /** Another spelling of the same mailbox is no other address. */
  private async secondReason({ tx, nomination, input }: Work<typeof correctEmail>): Promise<string | null> {
    const { id, conferenceId, bodyId, person, secondReason } = nomination;
    if (emailFold(input.email) === emailFold(person.email)) return secondReason;
    const nominee = { conferenceId, bodyId, email: input.email, exceptId: id };
    return reasonForSecond(await this.seconds.firstBeside(tx, nominee), input, ['input', 'email']);
  }

  /** What the state asks for; answers whether somebody was invited again. The same for a hidden decision as for none. */
  private async follow({ tx, actor, nomination, input }: Work<typeof correctEmail>): Promise<boolean> {
    switch (nomination.state) {
      case 'SUBMITTED':
      case 'UNDER_REVIEW':
      case 'DECIDED':
        // Somebody else may have been nominated with this address.
        screen(tx, { ...nomination, version: nomination.version + 1 });
        return false;
      case 'APPROVED': {
        const { id, bodyId, conferenceId } = nomination;
        const isOfBody = hasBodyRole(actor, bodyId, 'PARTNER_COORDINATOR', 'PARTNER_NOMINATOR');
        await this.allowance.spend(tx, isOfBody ? { bodyId } : { conferenceId }, input.email);
        const source = { type: NOMINATION_SUBJECT, id };
        return this.invitations.redirect(tx, { source, conferenceId }, input.email);
      }
      default:
        return false;
    }
  }
}

const sameAddress = (): Refusal<'INVALID_INPUT'> =>
  new Refusal('INVALID_INPUT', 'This is the address that the nomination has already.', ['input', 'email']);
