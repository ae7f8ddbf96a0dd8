import { Injectable } from '@nestjs/common';
import { Refusal } from '#libs/kernel';
import { ReviewDesk } from '#libs/approvals';
import { Invitations } from '#libs/invitations';
import { screen } from '#libs/screening';
import { nominationKeys, personKeys } from '../domain/folding.js';
import { NOMINATION_SUBJECT, person, withBadgeName } from '../domain/nomination.js';
import { PERSON_FIELDS, type PersonDetails, storedFrom } from '../domain/nomination-fields.js';
import { byColumn } from '../persistence/by-column.js';
import { type Call, nominationAct, NominationActs, type Work } from './nomination-acts.js';

/** $1 nomination, $2 the facts and what they are found by, $3 what the nomination is searched and $4 sorted by; see the migration. */
const CORRECT_PERSON = 'SELECT nominations.correct_person($1, $2, $3, $4)';

export const correctPerson = nominationAct({
  name: 'correctPerson',
  description:
    'Corrects facts about the person of a nomination past drafting, until the invitation is answered: spelling, title, organisation, country, language. The address is corrected by `correctEmail`, another person nominated anew',
  inputDescription: 'Absent = leave, null = clear',
  action: 'CORRECT',
  input: person.omit({ email: true }).partial().shape,
  example: { honorific: 'Prof.' },
  // INVITATION_ENDED, with its state, of what was answered or has lapsed.
  codes: ['SEPARATION_OF_DUTIES', 'INVITATION_ENDED'],
  extras: ['invitationState'],
  fact: { action: 'nomination.person-corrected' },
});

/** Corrects a spelling, a title, an organisation: an edit for separation of duties, screened anew while the host looks at it. */
@Injectable()
export class CorrectPerson {
  static readonly act = correctPerson;

  constructor(
    private readonly acts: NominationActs,
    private readonly desk: ReviewDesk,
    private readonly invitations: Invitations,
  ) {}

  run(...call: Call): Promise<{ id: string }> {
    return this.acts.run(correctPerson, call, async (work) => {
      const { tx, actor, nomination, input } = work;
      const { id, person: before, reference, review } = nomination;
      const after = withBadgeName(storedFrom(PERSON_FIELDS, input, before));
      const fields = differing(before, after);
      if (fields.length === 0) throw nothingCorrected();
      this.desk.recordEdit(tx, actor, id, review);
      const { searchText, sortName } = nominationKeys(after, reference);
      tx.write(CORRECT_PERSON, [id, byColumn({ ...after, ...personKeys(after) }), searchText, sortName]);
      await this.follow(work, after);
      // What it was and is now stands in no entry: the trail is for ever, and people are not.
      return { details: { fields: fields.map((field) => `person.${field}`) } };
    });
  }

  /** What the state asks for; the same for a hidden decision as for none. */
  private async follow({ tx, nomination }: Work<typeof correctPerson>, after: PersonDetails): Promise<void> {
    switch (nomination.state) {
      case 'SUBMITTED':
      case 'UNDER_REVIEW':
      case 'DECIDED':
        // Somebody else may have been nominated under this name.
        screen(tx, { ...nomination, version: nomination.version + 1 });
        return;
      case 'APPROVED':
        await this.invitations.correct(tx, { type: NOMINATION_SUBJECT, id: nomination.id }, after);
        return;
      default:
        return;
    }
  }
}

const differing = (before: PersonDetails, after: PersonDetails): string[] =>
  Object.keys(PERSON_FIELDS).filter(
    (field) => before[field as keyof PersonDetails] !== after[field as keyof PersonDetails],
  );

const nothingCorrected = (): Refusal<'INVALID_INPUT'> =>
  new Refusal('INVALID_INPUT', 'The nomination says this already. Change something.', ['input']);
