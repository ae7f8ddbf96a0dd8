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
import { previewVersion, type ReleasableDecision } from '../domain/preview-version.js';
import {
  APPLY_QUOTA,
  FIND_DECIDED,
  INSERT_QUOTA_ENTRIES,
  LOAD_LOCKED,
  LOCK_DECIDED,
  LOCK_QUOTAS,
  MOVE_RELEASED,
} from '../persistence/release.statements.js';
import { quotaDelta, type QuotaMove } from '../persistence/quota-ledger.js';
import { WHO_MAY } from '../policies/nomination.policy.js';
import { type Place, promiseToFill } from '../nominations.jobs.js';
import { announceChange } from '../nominations.topics.js';

/** A decided nomination at the moment of its release. */
export interface DecidedNomination extends Record<string, unknown> {
  readonly id: string;
  readonly version: number;
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
   * Releases the named nominations that are decided, or the oldest 1,000. What was named, or was waiting when the request
   * came, and is not decided any more is skipped and told. Whoever says which preview was read releases just that. Refuses
   * NOTHING_TO_RELEASE, PREVIEW_CHANGED, FORBIDDEN, NOT_FOUND.
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
      const { batch, asked } = await this.release(
        tx,
        actor,
        input.conferenceId,
        wanted,
        input.previewVersion,
      );
      const released = new Set(batch.decisions.map((decision) => decision.subjectId));
      return { batchId: batch.batchId, skipped: asked.filter((id) => !released.has(id)) };
    });
  }

  /** The release itself, inside a transaction of a caller who may. `asked`: what it was to let go, released or not. */
  async release(
    tx: Transaction,
    actor: UserActor,
    conferenceId: string,
    wanted: readonly string[] | null,
    version?: string | null,
  ): Promise<{ batch: ReleasedBatch; asked: readonly string[] }> {
    const search = [conferenceId, wanted, MOST_IN_BATCH];
    const [seen, locked] = await Promise.all([
      tx.query<{ id: string }>(FIND_DECIDED, search),
      tx.query<{ id: string }>(LOCK_DECIDED, search),
    ]);
    const ids = locked.map(({ id }) => id);
    const [nominations, batch] = await Promise.all([
      tx.query<DecidedNomination>(LOAD_LOCKED, [ids]),
      releaseBatch(tx, actor, conferenceId, ids),
    ]);
    if (batch === undefined) throw new Refusal('NOTHING_TO_RELEASE', 'No decision waits for its release.');
    const byId = new Map(nominations.map((nomination) => [nomination.id, nomination]));
    const released = batch.decisions.flatMap((decision) => {
      const nomination = byId.get(decision.subjectId);
      return nomination === undefined ? [] : [{ nomination, decision }];
    });
    if (typeof version === 'string' && version !== previewVersion(released.map(releasable))) {
      throw new Refusal(
        'PREVIEW_CHANGED',
        'What would be released is not what you have read: something was decided, changed or released meanwhile. Nothing was sent. Read the preview again.',
      );
    }
    this.publish(tx, released);
    await this.settlePlaces(tx, actor, released);
    promiseFilling(tx, conferenceId, released);
    await this.tell(tx, conferenceId, batch, released);
    return { batch, asked: wanted ?? seen.map(({ id }) => id) };
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
      {
        bodyId: string;
        constituencyId: string;
        held: number;
        consumed: number;
        overridden: number;
        onOffer: number;
      }
    >();
    for (const { nomination, delta } of moves) {
      const key = `${nomination.body_id} ${nomination.constituency_id}`;
      const sum = places.get(key) ?? {
        bodyId: nomination.body_id,
        constituencyId: nomination.constituency_id,
        held: 0,
        consumed: 0,
        overridden: 0,
        onOffer: 0,
      };
      sum.held += delta.held;
      sum.consumed += delta.consumed;
      sum.overridden += delta.overridden;
      sum.onOffer += delta.onOffer;
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
      column((s) => s.onOffer),
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

const releasable = ({ nomination, decision }: Released): ReleasableDecision => ({
  nominationId: nomination.id,
  nominationVersion: nomination.version,
  decisionId: decision.decisionId,
});

/** Rejections give places back and reservations bring who waits for one: either may let a reserve move up. */
function promiseFilling(tx: Transaction, conferenceId: string, released: readonly Released[]): void {
  const places = new Map<string, Place>();
  for (const { nomination, decision } of released) {
    if (decision.outcome === 'APPROVE') continue;
    const { body_id: bodyId, constituency_id: constituencyId } = nomination;
    places.set(`${bodyId} ${constituencyId}`, { bodyId, constituencyId });
  }
  for (const place of places.values()) promiseToFill(tx, conferenceId, place);
}

function moveOf({ outcome, isQuotaOverridden }: ReleasedDecision): QuotaMove {
  if (outcome === 'REJECT') return 'RELEASE_HOLD';
  if (outcome === 'RESERVE') return 'RESERVE';
  return isQuotaOverridden ? 'CONSUME_OVERRIDDEN' : 'CONSUME';
}

/** Only an approver of the host of this conference; others hear that there is no such conference, or that they may not. */
export function requireReleaser(actor: UserActor, conferenceId: string): void {
  if (isId(conferenceId) && hasConferenceRole(actor, conferenceId, 'HOST_APPROVER') && actor.canWrite) return;
  if (!actor.grants.some((grant) => grant.conferenceId === conferenceId)) throw notFound('conference');
  throw forbidden(WHO_MAY.RELEASE);
}
