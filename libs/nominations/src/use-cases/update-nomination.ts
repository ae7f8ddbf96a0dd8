import { Injectable } from '@nestjs/common';
import { parseInput, Refusal, type UserActor } from '#libs/kernel';
import { Commands, type Transaction } from '#libs/platform';
import { ReviewDesk } from '#libs/approvals';
import { type PersonDetails, updateNominationInput } from '../domain/nomination.js';
import { searchText, sortName } from '../domain/folding.js';
import { loadForAction, type NominationRecord } from '../persistence/nomination-record.js';
import { LOAD_BODY, UPDATE_NOMINATION, UPDATE_PERSON } from '../persistence/nomination.statements.js';
import { moveQuota } from '../persistence/quota-ledger.js';
import { refusingOverrun, QuotaRefusals } from './quota-refusals.js';
import { announceChange } from '../nominations.topics.js';

/** Changes a draft, or a nomination that the host has returned. Absent fields stay, null clears. */
@Injectable()
export class UpdateNomination {
  constructor(
    private readonly commands: Commands,
    private readonly desk: ReviewDesk,
    private readonly quota: QuotaRefusals,
  ) {}

  async run(actor: UserActor, id: string, key: string, raw: unknown): Promise<{ id: string }> {
    const input = parseInput(updateNominationInput, raw);
    return this.commands.run(
      actor,
      { operation: 'updateNomination', key, request: [id, raw] },
      async (tx) => {
        const before = await loadForAction(tx, this.desk, actor, {
          id,
          version: input.version,
          action: 'UPDATE',
        });
        const constituencyId = input.constituencyId ?? before.constituencyId;
        if (constituencyId !== before.constituencyId)
          await this.changeConstituency(tx, before, constituencyId);
        const person: PersonDetails = { ...before.person, ...present(input.person ?? {}) };
        tx.write(UPDATE_PERSON, [
          before.personId,
          person.name,
          person.honorific,
          person.email,
          person.organisation,
          person.jobTitle,
          person.country,
          person.language,
        ]);
        tx.write(UPDATE_NOMINATION, [
          id,
          constituencyId,
          input.capacity ?? before.capacity,
          input.justification === undefined ? before.justification : input.justification,
          input.rank === undefined ? before.rank : input.rank,
          actor.userId,
          searchText([person.name, person.organisation, before.reference]),
          sortName(person.name),
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
        return { id };
      },
    );
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
    moveQuota(
      tx,
      { ...place, constituencyId: before.constituencyId },
      'RELEASE_HOLD',
      'Constituency changed',
    );
    await refusingOverrun(() => {
      moveQuota(tx, { ...place, constituencyId }, 'HOLD', 'Constituency changed');
      return tx.settle();
    });
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
