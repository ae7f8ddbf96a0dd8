import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { parseInput, Refusal, type UserActor, validId } from '#libs/kernel';
import { NOW, type Transaction } from '#libs/platform';
import { moveQuota, QuotaRefusals } from '#libs/places';
import { person, withBadgeName } from '../domain/nomination.js';
import { inputsOf, NOMINATION_FIELDS, PERSON_FIELDS, storedFrom } from '../domain/nomination-fields.js';
import { emailFold, nominationKeys, personKeys } from '../domain/folding.js';
import { reasonForSecond, SECOND_FIELDS } from '../domain/second-nomination.js';
import { type NominationRecord } from '../persistence/nomination-record.js';
import { LOAD_BODY } from '../persistence/nomination.statements.js';
import { NOMINATION } from '../persistence/nomination.table.js';
import { PERSON } from '../persistence/person.table.js';
import { NominationOrganisations } from '../use-cases/nomination-organisations.js';
import { ReferenceRefusals } from '../use-cases/reference-refusals.js';
import { SecondNominations, tellOfSecond } from '../use-cases/second-nominations.js';
import { type Call, nominationAct, NominationActs, type Work } from './nomination-acts.js';

export const updateNomination = nominationAct({
  name: 'updateNomination',
  description: 'Changes a draft or a returned nomination',
  inputDescription: 'Absent = leave, null = clear',
  action: 'UPDATE',
  many: {
    description:
      'Moves drafts and returned nominations to one constituency, or ranks them in the order given',
    isInOrder: true,
    fields: ['constituencyId', 'rank'],
    counted: 'rank',
  },
  input: {
    constituencyId: validId.optional(),
    person: person
      .partial()
      .meta({ type: 'UpdatePersonInput' })
      .optional()
      .describe('What changes about the person; what is left out stays'),
    ...z.object(inputsOf(NOMINATION_FIELDS)).partial().shape,
    ...SECOND_FIELDS,
  },
  example: { rank: 3 },
  // QUOTA_SPENT, with the balance, where a returned nomination moves to a constituency without a free place.
  codes: ['WINDOW_CLOSED', 'QUOTA_SPENT', 'EXTERNAL_REFERENCE_TAKEN', 'ALREADY_NOMINATED', 'REASON_REQUIRED'],
  extras: ['balance', 'existing'],
  fact: { action: 'nomination.updated' },
});
type UpdateInput = Work<typeof updateNomination>['input'];

/** Changes a draft, or a nomination that the host has returned. Absent fields stay, null clears. */
@Injectable()
export class UpdateNomination {
  static readonly act = updateNomination;

  constructor(
    private readonly acts: NominationActs,
    private readonly quota: QuotaRefusals,
    private readonly references: ReferenceRefusals,
    private readonly seconds: SecondNominations,
    private readonly organisations: NominationOrganisations,
  ) {}

  run(...call: Call): Promise<{ id: string }> {
    return this.acts.run(
      updateNomination,
      call,
      (work) => this.change(work),
      async (error, { actor, nomination: { bodyId, constituencyId }, input }) => {
        const place = { bodyId, constituencyId: input.constituencyId ?? constituencyId };
        const path = ['input', 'constituencyId'];
        const quotaTold = await this.quota.explained(actor, place, error, { path });
        return this.references.explained(actor, { ...input, bodyId }, quotaTold);
      },
    );
  }

  /** The same within a transaction that does more than this: see `NominationActs.within`. */
  within(tx: Transaction, actor: UserActor, id: string, raw: unknown): Promise<{ id: string }> {
    const input = parseInput(updateNomination.input, raw);
    return this.acts.within(tx, updateNomination, [actor, id, input], (work) => this.change(work));
  }

  /** What is thrown instead of an error that the database met within such a transaction. */
  explained(
    actor: UserActor,
    asked: { readonly bodyId: string; readonly externalReference?: string | null | undefined },
    error: unknown,
  ): Promise<unknown> {
    return this.references.explained(actor, asked, error);
  }

  private async change(work: Work<typeof updateNomination>): Promise<{ details: { fields: string[] } }> {
    const { tx, actor, nomination, input } = work;
    const secondReason = await this.secondReason(work);
    const of = { actor, conferenceId: nomination.conferenceId, path: ['input', 'person'] };
    const person = await this.organisations.named(tx, of, input.person ?? {}, nomination.person.organisation);
    const constituencyId = input.constituencyId ?? nomination.constituencyId;
    if (constituencyId !== nomination.constituencyId)
      await this.changeConstituency(tx, nomination, constituencyId);
    if (secondReason !== nomination.secondReason) tellOfSecond(tx, nomination, secondReason);
    return { details: { fields: this.write(work, person, secondReason) } };
  }

  /** It stays with the address, and follows another one. */
  private async secondReason({
    tx,
    nomination: { id, conferenceId, bodyId, person: before, secondReason },
    input,
  }: Work<typeof updateNomination>): Promise<string | null> {
    const email = input.person?.email === undefined ? before.email : input.person.email;
    if (emailFold(email) === emailFold(before.email) && input.allowSecond !== true) return secondReason;
    const first = await this.seconds.firstBeside(tx, { conferenceId, bodyId, email, exceptId: id });
    return reasonForSecond(first, input, ['input', 'person', 'email']);
  }

  /** Answers the names of the fields that have changed. */
  private write(
    { tx, actor, nomination: before, input }: Work<typeof updateNomination>,
    person: NonNullable<UpdateInput['person']>,
    secondReason: string | null,
  ): string[] {
    const changed = withBadgeName(storedFrom(PERSON_FIELDS, person, before.person));
    const isBadgeNameGone =
      input.person?.badgeName === undefined && changed.badgeName !== before.person.badgeName;
    tx.update(PERSON, before.personId, { ...changed, ...personKeys(changed) });
    tx.update(NOMINATION, before.id, {
      ...storedFrom(NOMINATION_FIELDS, input, before),
      ...nominationKeys(changed, before.reference),
      secondReason,
      constituencyId: input.constituencyId ?? before.constituencyId,
      lastEditedBy: actor.userId,
      version: before.version + 1,
      updatedAt: NOW,
    });
    this.organisations.write(tx, actor, before, {
      before: before.person.organisation,
      after: changed.organisation,
      organisationId: person.organisationId,
    });
    return [...changedFields(input), ...(isBadgeNameGone ? ['person.badgeName'] : [])];
  }

  /** A returned nomination keeps its place, so the place moves with it. */
  private async changeConstituency(
    tx: Transaction,
    before: NominationRecord,
    constituencyId: string,
  ): Promise<void> {
    const [body] = await tx.query<{ has_constituency: boolean }>(LOAD_BODY, [
      before.bodyId,
      before.conferenceId,
      constituencyId,
    ]);
    if (body?.has_constituency !== true) {
      throw new Refusal('NOT_FOUND', 'There is no such constituency.', ['input', 'constituencyId']);
    }
    if (before.state !== 'RETURNED') return;
    const place = { bodyId: before.bodyId, subjectId: before.id };
    await this.quota.lockInOrder(tx, before.bodyId, [before.constituencyId, constituencyId]);
    const old = { ...place, constituencyId: before.constituencyId };
    moveQuota(tx, old, 'RELEASE_HOLD', 'Constituency changed');
    moveQuota(tx, { ...place, constituencyId }, 'HOLD', 'Constituency changed');
  }
}

/** Without the fields that were not sent. */
const present = <T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } =>
  Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as {
    [K in keyof T]: Exclude<T[K], undefined>;
  };

const changedFields = ({
  version: _version,
  allowSecond: _isMeant,
  allowSecondReason: _why,
  person: changed,
  ...rest
}: UpdateInput): string[] => [
  ...Object.keys(present(rest)),
  ...Object.keys(present(changed ?? {})).map((field) => `person.${field}`),
];
