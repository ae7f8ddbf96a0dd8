import { Injectable } from '@nestjs/common';
import { newId, optionalProse, Refusal } from '#libs/kernel';
import { ReviewDesk } from '#libs/approvals';
import { Invitations } from '#libs/invitations';
import { QuotaRefusals } from '#libs/places';
import { emailFold, nominationKeys, personKeys } from '../domain/folding.js';
import { NOMINATION_SUBJECT, person, requireComplete, withBadgeName } from '../domain/nomination.js';
import { NOMINATION_FIELDS, PERSON_FIELDS, storedFrom } from '../domain/nomination-fields.js';
import { newReference } from '../domain/reference.js';
import { reasonForSecond, SECOND_FIELDS } from '../domain/second-nomination.js';
import { BodyNotices } from '../notices/body-notices.js';
import { byColumn } from '../persistence/by-column.js';
import { LOAD_BODY, SUBSTITUTE } from '../persistence/nomination.statements.js';
import { FROZEN, substitutesAlways } from '../policies/nomination.policy.js';
import { NominationOrganisations } from '../use-cases/nomination-organisations.js';
import { ReferenceRefusals } from '../use-cases/reference-refusals.js';
import { SecondNominations, tellOfSecond } from '../use-cases/second-nominations.js';
import { Submission } from '../use-cases/submission.js';
import { type Call, nominationAct, NominationActs, type Work } from './nomination-acts.js';

const FIRST_VERSION = 1;

export const substituteNominee = nominationAct({
  name: 'substituteNominee',
  description:
    'Names somebody else for the place of a nomination. The nomination is kept as SUPERSEDED, its invitation ends, and its `supersededBy` is a new one, submitted for the same place, constituency, capacity and rank, which is screened and signed off anew',
  action: 'SUBSTITUTE',
  input: {
    person: person.meta({ type: 'PersonInput' }).describe('Who takes the place; with an address'),
    justification: NOMINATION_FIELDS.justification.input,
    externalReference: NOMINATION_FIELDS.externalReference.input,
    reason: optionalProse(2_000)
      .nullish()
      .describe('Why somebody else comes, for the host and the body: at most 2,000 characters'),
    ...SECOND_FIELDS,
  },
  example: { person: { name: 'Dara Deputy', email: 'dara.deputy@example.org' } },
  // QUOTA_SPENT, with the balance, of a place that was given beyond the quota; INVITATION_ENDED, with its state, where the place was given back.
  codes: [
    'SUBSTITUTIONS_FROZEN',
    'INCOMPLETE',
    'INVITATION_ENDED',
    'QUOTA_SPENT',
    'EXTERNAL_REFERENCE_TAKEN',
    'ALREADY_NOMINATED',
    'REASON_REQUIRED',
  ],
  extras: ['balance', 'existing', 'invitationState'],
});

type Substitution = Work<typeof substituteNominee>;

/**
 * Another person takes a place: the sign-off on the place stays the body's, the person is screened, recommended and signed off anew.
 * What the host has decided and not released falls with the former nomination, and nothing that the body sees depends on it.
 */
@Injectable()
export class SubstituteNominee {
  static readonly act = substituteNominee;

  constructor(
    private readonly acts: NominationActs,
    private readonly desk: ReviewDesk,
    private readonly invitations: Invitations,
    private readonly submission: Submission,
    private readonly seconds: SecondNominations,
    private readonly notices: BodyNotices,
    private readonly quota: QuotaRefusals,
    private readonly references: ReferenceRefusals,
    private readonly organisations: NominationOrganisations,
  ) {}

  run(...call: Call): Promise<{ id: string }> {
    return this.acts.run(
      substituteNominee,
      call,
      async (work) => {
        const secondReason = await this.requirePossible(work);
        const successor = await this.write(work, secondReason);
        await this.endFormer(work);
        this.begin(work, successor);
        await this.notices.substituted(work.tx, work.nomination, {
          ...successor,
          personName: work.input.person.name,
        });
        this.tell(work, successor);
        return {};
      },
      async (error, { actor, nomination, input: { externalReference } }) => {
        const { bodyId } = nomination;
        const told = await this.quota.explained(actor, nomination, error, { message: BEYOND });
        return this.references.explained(actor, { bodyId, externalReference }, told);
      },
    );
  }

  /** Answers why the new person is nominated a second time; null where they are not. */
  private async requirePossible({ tx, actor, nomination, input }: Substitution): Promise<string | null> {
    if (!nomination.isSubstitutionOpen && !substitutesAlways(actor, nomination))
      throw new Refusal('SUBSTITUTIONS_FROZEN', FROZEN);
    requireComplete(input.person, ['input', 'person']);
    const { id, conferenceId, bodyId } = nomination;
    const { email } = input.person;
    if (emailFold(email) === emailFold(nomination.person.email)) throw samePerson();
    if (nomination.state === 'APPROVED')
      await this.invitations.requireStanding(tx, { type: NOMINATION_SUBJECT, id });
    const first = await this.seconds.firstBeside(tx, { conferenceId, bodyId, email, exceptId: id });
    return reasonForSecond(first, input, ['input', 'person', 'email']);
  }

  private async write(
    { tx, actor, nomination, input }: Substitution,
    secondReason: string | null,
  ): Promise<{ id: string; reference: string; secondReason: string | null }> {
    const { bodyId, conferenceId, constituencyId } = nomination;
    const [body] = await tx.query<{ code: string }>(LOAD_BODY, [bodyId, conferenceId, constituencyId]);
    const successor = { id: newId(), reference: newReference(body?.code ?? ''), secondReason };
    const of = { actor, conferenceId, path: ['input', 'person'] };
    const next = withBadgeName(await this.organisations.named(tx, of, input.person));
    const { justification = null, externalReference = null } = input;
    tx.write(SUBSTITUTE, [
      nomination.id,
      byColumn({ ...storedFrom(PERSON_FIELDS, next), ...personKeys(next), id: newId() }),
      byColumn({
        ...successor,
        ...nominationKeys(next, successor.reference),
        justification,
        externalReference,
      }),
    ]);
    const { organisation: after = null, organisationId } = next;
    const { id } = successor;
    this.organisations.write(tx, actor, { id, conferenceId, bodyId }, { after, organisationId });
    return successor;
  }

  /** The same for a hidden decision as for none. */
  private async endFormer({ tx, nomination: { id, state } }: Substitution): Promise<void> {
    if (state === 'APPROVED')
      await this.invitations.cancel(tx, { type: NOMINATION_SUBJECT, id }, 'SUPERSEDED');
    else if (state !== 'RETURNED') this.desk.close(tx, id, 'SUPERSEDED');
  }

  private begin({ tx, actor, nomination }: Substitution, { id }: { readonly id: string }): void {
    const { conferenceId, bodyId, constituencyId, plan } = nomination;
    this.submission.begin(tx, {
      id,
      conferenceId,
      bodyId,
      constituencyId,
      plan,
      version: FIRST_VERSION,
      createdBy: actor.userId,
      lastEditedBy: actor.userId,
      isAgain: false,
      supersedes: nomination.id,
      answer: null,
    });
  }

  /** On both: the references lead from one to the other, and no entry names a person. */
  private tell(
    { tx, nomination, input: { reason = null } }: Substitution,
    successor: { readonly id: string; readonly reference: string; readonly secondReason: string | null },
  ): void {
    const { id, conferenceId, bodyId, reference } = nomination;
    const entry = { conferenceId, bodyId, subjectType: NOMINATION_SUBJECT };
    tx.audit({
      ...entry,
      action: 'nomination.superseded',
      subjectId: id,
      details: { successor: successor.reference },
      remark: reason,
    });
    tx.audit({
      ...entry,
      action: 'nomination.substituted',
      subjectId: successor.id,
      details: { reference: successor.reference, predecessor: reference },
    });
    tellOfSecond(tx, { ...entry, id: successor.id }, successor.secondReason);
  }
}

const BEYOND =
  'This place was given beyond the quota, for this person alone, and every place of the quota is taken. Wait until one is given back, or ask the host.';

const samePerson = (): Refusal<'INVALID_INPUT'> =>
  new Refusal(
    'INVALID_INPUT',
    'This is the address of the person who has the place. Correct facts about them, or name somebody else.',
    ['input', 'person', 'email'],
  );
