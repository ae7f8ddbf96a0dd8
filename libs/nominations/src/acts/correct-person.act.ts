import { Injectable } from '@nestjs/common';
import { Refusal } from '#libs/kernel';
import { person, withBadgeName } from '../domain/nomination.js';
import { PERSON_FIELDS, storedFrom } from '../domain/nomination-fields.js';
import { NominationOrganisations } from '../use-cases/nomination-organisations.js';
import { PERSON_CORRECTED, PersonFacts } from '../use-cases/person-facts.js';
import { type Call, nominationAct, NominationActs } from './nomination-acts.js';

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
  fact: { action: PERSON_CORRECTED },
});

/** Corrects a spelling, a title, an organisation: an edit for separation of duties, screened anew while the host looks at it. */
@Injectable()
export class CorrectPerson {
  static readonly act = correctPerson;

  constructor(
    private readonly acts: NominationActs,
    private readonly facts: PersonFacts,
    private readonly organisations: NominationOrganisations,
  ) {}

  run(...call: Call): Promise<{ id: string }> {
    return this.acts.run(correctPerson, call, async (work) => {
      const { tx, actor, nomination } = work;
      const { conferenceId, person: before } = nomination;
      const of = { actor, conferenceId, path: ['input'] };
      const input = await this.organisations.named(tx, of, work.input, before.organisation);
      const after = withBadgeName(storedFrom(PERSON_FIELDS, input, before));
      const fields = await this.facts.correct(work, after, input.organisationId);
      if (fields.length === 0) throw nothingCorrected();
      return { details: { fields } };
    });
  }
}

const nothingCorrected = (): Refusal<'INVALID_INPUT'> =>
  new Refusal('INVALID_INPUT', 'The nomination says this already. Change something.', ['input']);
