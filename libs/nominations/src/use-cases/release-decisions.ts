import { Injectable } from '@nestjs/common';
import {
  forbidden,
  hasConferenceRole,
  isId,
  newId,
  notFound,
  parseInput,
  Refusal,
  type UserActor,
} from '#libs/kernel';
import { Commands, type Transaction } from '#libs/platform';
import { MOST_IN_BATCH, releaseBatch, type ReleasedBatch, type ReleasedDecision } from '#libs/approvals';
import { Invitations } from '#libs/invitations';
import { BodyNotices } from '../notices/body-notices.js';
import { releaseDecisionsInput } from '../domain/nomination.js';
import {
  APPLY_QUOTA,
  INSERT_QUOTA_ENTRIES,
  LOCK_DECIDED,
  LOCK_QUOTAS,
  MOVE_RELEASED,
} from '../persistence/release.statements.js';
import { quotaDelta, type QuotaMove } from '../persistence/quota-ledger.js';
import { WHO_MAY } from '../policies/nomination.policy.js';
import { announceChange } from '../nominations.topics.js';

/** A decided nomination at the moment of its release. */
export interface DecidedNomination extends Record<string, unknown> {
  readonly id: string;
  readonly body_id: string;
  readonly constituency_id: string;
  readonly reference: string;
  readonly capacity: string;
  readonly name: string;
  readonly honorific: string | null;
  readonly email: string;
  readonly language: string | null;
}

interface Released {
  readonly nomination: DecidedNomination;
  readonly decision: ReleasedDecision;
}

const STATE_AFTER = { APPROVE: 'APPROVED', RESERVE: 'RESERVED', REJECT: 'REJECTED' } as const;
const EVENT_AFTER = {
  APPROVE: 'nomination.approved',
  RESERVE: 'nomination.reserved',
  REJECT: 'nomination.rejected',
} as const;

/** Lets decisions out as one batch: states, places, invitations and notices in one transaction. */
@Injectable()
export class ReleaseDecisions {
  constructor(
    private readonly commands: Commands,
    private readonly invitations: Invitations,
    private readonly notices: BodyNotices,
  ) {}

  /**
   * Releases the named nominations that are decided, or the oldest 1,000. Names that are not decided (any more) are
   * skipped and told. Refuses NOTHING_TO_RELEASE, FORBIDDEN, NOT_FOUND.
   */
  async run(
    actor: UserActor,
    key: string,
    raw: unknown,
  ): Promise<{ batchId: string; skipped: readonly string[] }> {
    const input = parseInput(releaseDecisionsInput, raw);
    return this.commands.run(actor, { operation: 'releaseDecisions', key, request: raw }, async (tx) => {
      requireReleaser(actor, input.conferenceId);
      const wanted = Array.isArray(input.nominationIds) ? [...new Set(input.nominationIds)] : null;
      const batch = await this.release(tx, actor, input.conferenceId, wanted);
      const released = new Set(batch.decisions.map((decision) => decision.subjectId));
      return { batchId: batch.batchId, skipped: (wanted ?? []).filter((id) => !released.has(id)) };
    });
  }

  /** The release itself, inside a transaction of a caller who may. */
  async release(
    tx: Transaction,
    actor: UserActor,
    conferenceId: string,
    wanted: readonly string[] | null,
  ): Promise<ReleasedBatch> {
    const nominations = await tx.query<DecidedNomination>(LOCK_DECIDED, [
      conferenceId,
      wanted,
      MOST_IN_BATCH,
    ]);
    if (nominations.length === 0)
      throw new Refusal('NOTHING_TO_RELEASE', 'No decision waits for its release.');
    const batch = await releaseBatch(
      tx,
      actor,
      conferenceId,
      nominations.map(({ id }) => id),
    );
    const decisions = new Map(batch.decisions.map((decision) => [decision.subjectId, decision]));
    const released = nominations.flatMap((nomination) => {
      const decision = decisions.get(nomination.id);
      return decision === undefined ? [] : [{ nomination, decision }];
    });
    this.publish(tx, released);
    await this.settlePlaces(tx, actor, released);
    await this.tell(tx, conferenceId, batch, released);
    return batch;
  }

  private publish(tx: Transaction, released: readonly Released[]): void {
    tx.write(MOVE_RELEASED, [
      released.map(({ nomination }) => nomination.id),
      released.map(({ decision }) => STATE_AFTER[decision.outcome]),
    ]);
  }

  /** Approval uses the held place, everything else gives it back; all in one pass over the quotas, in the order of their ids. */
  private async settlePlaces(
    tx: Transaction,
    actor: UserActor,
    released: readonly Released[],
  ): Promise<void> {
    const moves = released.map(({ nomination, decision }) => ({
      nomination,
      decision,
      delta: quotaDelta(moveOf(decision)),
    }));
    const places = new Map<
      string,
      { bodyId: string; constituencyId: string; held: number; consumed: number; overridden: number }
    >();
    for (const { nomination, delta } of moves) {
      const key = `${nomination.body_id} ${nomination.constituency_id}`;
      const sum = places.get(key) ?? {
        bodyId: nomination.body_id,
        constituencyId: nomination.constituency_id,
        held: 0,
        consumed: 0,
        overridden: 0,
      };
      sum.held += delta.held;
      sum.consumed += delta.consumed;
      sum.overridden += delta.overridden;
      places.set(key, sum);
    }
    const sums = [...places.values()];
    const column = <T>(pick: (sum: (typeof sums)[number]) => T): T[] => sums.map(pick);
    await tx.query(LOCK_QUOTAS, [column((s) => s.bodyId), column((s) => s.constituencyId)]);
    tx.write(APPLY_QUOTA, [
      column((s) => s.bodyId),
      column((s) => s.constituencyId),
      column((s) => s.held),
      column((s) => s.consumed),
      column((s) => s.overridden),
    ]);
    tx.write(INSERT_QUOTA_ENTRIES, [
      moves.map(() => newId()),
      moves.map(({ nomination }) => nomination.body_id),
      moves.map(({ nomination }) => nomination.constituency_id),
      moves.map(({ nomination }) => nomination.id),
      moves.map(({ delta }) => delta.kind),
      moves.map(({ delta }) => delta.held),
      moves.map(({ delta }) => delta.consumed),
      moves.map(({ delta }) => delta.overridden),
      actor.userId,
      moves.map(({ decision }) => (decision.isQuotaOverridden ? decision.reasonText : null)),
    ]);
  }

  private async tell(
    tx: Transaction,
    conferenceId: string,
    batch: ReleasedBatch,
    released: readonly Released[],
  ): Promise<void> {
    const approved = released.filter(({ decision }) => decision.outcome === 'APPROVE');
    await this.invitations.issue(
      tx,
      conferenceId,
      approved.map(({ nomination }) => ({
        nominationId: nomination.id,
        bodyId: nomination.body_id,
        personName: nomination.name,
        honorific: nomination.honorific,
        email: nomination.email,
        language: nomination.language,
        capacity: nomination.capacity,
      })),
      { batchId: batch.batchId },
    );
    await this.notices.released(tx, conferenceId, batch, released);
    for (const { nomination, decision } of released) {
      tx.audit({
        conferenceId,
        bodyId: nomination.body_id,
        action: EVENT_AFTER[decision.outcome],
        subjectType: 'nomination',
        subjectId: nomination.id,
        details: { batch: batch.number },
      });
    }
    for (const { nomination } of released)
      announceChange(tx, { id: nomination.id, conferenceId }, 'everybody');
    tx.audit({
      conferenceId,
      action: 'batch.released',
      subjectType: 'batch',
      subjectId: batch.batchId,
      details: { number: batch.number, size: released.length },
    });
  }
}

function moveOf({ outcome, isQuotaOverridden }: ReleasedDecision): QuotaMove {
  if (outcome !== 'APPROVE') return 'RELEASE_HOLD';
  return isQuotaOverridden ? 'CONSUME_OVERRIDDEN' : 'CONSUME';
}

/** Only an approver of the host of this conference; others hear that there is no such conference, or that they may not. */
export function requireReleaser(actor: UserActor, conferenceId: string): void {
  if (isId(conferenceId) && hasConferenceRole(actor, conferenceId, 'HOST_APPROVER') && actor.canWrite) return;
  if (!actor.grants.some((grant) => grant.conferenceId === conferenceId)) throw notFound('conference');
  throw forbidden(WHO_MAY.RELEASE);
}
