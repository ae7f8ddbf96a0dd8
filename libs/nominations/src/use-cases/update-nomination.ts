import { Injectable } from '@nestjs/common';
import { parseInput, Refusal, type UserActor } from '#libs/kernel';
import { Commands, type Transaction } from '#libs/platform';
import { ReviewDesk } from '#libs/approvals';
import {
  type PersonDetails,
  type UpdateNominationInput,
  updateNominationInput,
} from '../domain/nomination.js';
import { nominationKeys, personKeys } from '../domain/folding.js';
import { loadForAction, type NominationRecord } from '../persistence/nomination-record.js';
import { LOAD_BODY, UPDATE_NOMINATION, UPDATE_PERSON } from '../persistence/nomination.statements.js';
import { moveQuota } from '../persistence/quota-ledger.js';
import { QuotaRefusals } from './quota-refusals.js';
import { type Place } from '../nominations.jobs.js';
import { announceChange } from '../nominations.topics.js';

/** Changes a draft, or a nomination that the host has returned. Absent fields stay, null clears. */
@Injectable()
export class UpdateNomination {
  constructor(
    private readonly commands: Commands,
    private readonly desk: ReviewDesk,
    private readonly quota: QuotaRefusals,
  ) {}

  /** Refuses also QUOTA_SPENT (with the balance), where a returned nomination moves to a constituency without a free place. */
  async run(actor: UserActor, id: string, key: string, raw: unknown): Promise<{ id: string }> {
    const input = parseInput(updateNominationInput, raw);
    let place: Place | undefined;
    return this.quota.explain(
      actor,
      () => place,
      () =>
        this.commands.run(actor, { operation: 'updateNomination', key, request: [id, raw] }, async (tx) => {
          const before = await loadForAction(tx, this.desk, actor, {
            id,
            version: input.version,
            action: 'UPDATE',
          });
          const constituencyId = input.constituencyId ?? before.constituencyId;
          place = { bodyId: before.bodyId, constituencyId };
          if (constituencyId !== before.constituencyId)
            await this.changeConstituency(tx, before, constituencyId);
          this.write(tx, actor, before, input);
          return { id };
        }),
      { path: ['input', 'constituencyId'] },
    );
  }

  private write(
    tx: Transaction,
    actor: UserActor,
    before: NominationRecord,
    input: UpdateNominationInput,
  ): void {
    const { id } = before;
    const person: PersonDetails = { ...before.person, ...present(input.person ?? {}) };
    const personIs = personKeys(person);
    const nominationIs = nominationKeys(person, before.reference);
    tx.write(UPDATE_PERSON, [
      before.personId,
      person.name,
      person.honorific,
      person.email,
      person.organisation,
      person.jobTitle,
      person.country,
      person.language,
      personIs.emailFold,
      personIs.nameKey,
      personIs.nameCodes,
      person.badgeName,
    ]);
    tx.write(UPDATE_NOMINATION, [
      id,
      input.constituencyId ?? before.constituencyId,
      input.capacity ?? before.capacity,
      input.justification === undefined ? before.justification : input.justification,
      input.rank === undefined ? before.rank : input.rank,
      actor.userId,
      nominationIs.searchText,
      nominationIs.sortName,
    ]);
    tx.audit({
      conferenceId: before.conferenceId,
      bodyId: before.bodyId,
      action: 'nomination.updated',
      subjectType: 'nomination',
      subjectId: id,
      details: { fields: changedFields(input) },
    });
    announceChange(tx, before, 'everybody');
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
    const place = { bodyId: before.bodyId, nominationId: before.id };
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
  person,
  ...rest
}: {
  version: number;
  person?: object | undefined;
}): string[] => [
  ...Object.keys(present(rest)),
  ...Object.keys(present(person ?? {})).map((field) => `person.${field}`),
];
