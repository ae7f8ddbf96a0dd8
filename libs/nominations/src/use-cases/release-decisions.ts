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
import { type Reserve } from '../domain/reserve.js';
import { ReleaseNotices } from '../notices/release-notices.js';
import { releaseDecisionsInput } from '../domain/nomination.js';
import { previewVersion, type ReleasableDecision } from '../domain/preview-version.js';
import {
  APPLY_QUOTA,
  FIND_DECIDED,
  INSERT_QUOTA_ENTRIES,
  LOAD_LOCKED,
  LOCK_DECIDED,
  MOVE_RELEASED,
} from '../persistence/release.statements.js';
import { quotaDelta } from '../persistence/quota-ledger.js';
import { WHO_MAY } from '../policies/nomination.policy.js';
import { promiseToFill } from '../nominations.jobs.js';
import { announceChange } from '../nominations.topics.js';
import { type DecidedForPlaces, FillRelease, moveOf, sumByPlace } from './fill-release.js';
import { invitationOf } from './promote-reserve.js';

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

/**
 * Lets decisions out as one batch: states, places, invitations and notices in one transaction, and with them whoever moves
 * up to a place that a refusal frees, where the conference invites the next at once.
 */
@Injectable()
export class ReleaseDecisions {
  constructor(
    private readonly commands: Commands,
    private readonly invitations: Invitations,
    private readonly notices: ReleaseNotices,
    private readonly filling: FillRelease,
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
    const decided = released.map(forPlaces);
    const { left, ...filling } = await this.filling.lock(tx, conferenceId, decided);
    const notices = await this.notices.of(tx, conferenceId, released, filling);
    const { promotions } = filling;
    if (
      typeof version === 'string' &&
      (left.length > 0 ||
        version !== previewVersion({ decisions: released.map(releasable), promotions, notices }))
    ) {
      throw new Refusal(
        'PREVIEW_CHANGED',
        'What would be released is not what you have read: something was decided, changed or released meanwhile. Nothing was sent. Read the preview again.',
      );
    }
    this.publish(tx, released, promotions);
    for (const reserve of left) promiseToFill(tx, conferenceId, reserve);
    this.settlePlaces(tx, actor, released, promotions);
    await this.invite(tx, conferenceId, batch, released, promotions);
    await this.notices.send(tx, conferenceId, batch.batchId, notices);
    this.record(tx, conferenceId, batch, released, promotions);
    return { batch, asked: wanted ?? seen.map(({ id }) => id) };
  }

  private publish(tx: Transaction, released: readonly Released[], promotions: readonly Reserve[]): void {
    tx.write(MOVE_RELEASED, [
      released.map(({ nomination }) => nomination.id),
      released.map(({ decision }) => STATE_AFTER[decision.outcome]),
    ]);
    if (promotions.length === 0) return;
    tx.write(MOVE_RELEASED, [promotions.map(({ id }) => id), promotions.map(() => 'APPROVED')]);
  }

  /**
   * Approval uses the held place, everything else gives it back, and who moves up takes one; all in one pass over the quotas,
   * which are locked by now.
   */
  private settlePlaces(
    tx: Transaction,
    actor: UserActor,
    released: readonly Released[],
    promotions: readonly Reserve[],
  ): void {
    const moves = [
      ...released.map((one) => {
        const { nominationId, bodyId, constituencyId, outcome, isQuotaOverridden } = forPlaces(one);
        const reason = isQuotaOverridden ? one.decision.reasonText : null;
        return {
          nominationId,
          bodyId,
          constituencyId,
          delta: quotaDelta(moveOf({ outcome, isQuotaOverridden })),
          byUser: actor.userId,
          reason,
        };
      }),
      ...promotions.map(({ id, bodyId, constituencyId }) => ({
        nominationId: id,
        bodyId,
        constituencyId,
        delta: quotaDelta('PROMOTE'),
        byUser: null,
        reason: 'From the reserve list',
      })),
    ];
    const sums = sumByPlace(moves);
    const sum = <T>(pick: (one: (typeof sums)[number]) => T): T[] => sums.map(pick);
    tx.write(APPLY_QUOTA, [
      sum((s) => s.bodyId),
      sum((s) => s.constituencyId),
      sum((s) => s.delta.held),
      sum((s) => s.delta.consumed),
      sum((s) => s.delta.overridden),
      sum((s) => s.delta.onOffer),
    ]);
    const move = <T>(pick: (one: (typeof moves)[number]) => T): T[] => moves.map(pick);
    tx.write(INSERT_QUOTA_ENTRIES, [
      move(() => newId()),
      move((m) => m.bodyId),
      move((m) => m.constituencyId),
      move((m) => m.nominationId),
      move((m) => m.delta.kind),
      move((m) => m.delta.held),
      move((m) => m.delta.consumed),
      move((m) => m.delta.overridden),
      move((m) => m.byUser),
      move((m) => m.reason),
    ]);
  }

  private async invite(
    tx: Transaction,
    conferenceId: string,
    batch: ReleasedBatch,
    released: readonly Released[],
    promotions: readonly Reserve[],
  ): Promise<void> {
    const approved = released.filter(({ decision }) => decision.outcome === 'APPROVE');
    const invitees = [
      ...approved.map(({ nomination }) => ({
        nominationId: nomination.id,
        bodyId: nomination.body_id,
        personName: nomination.name,
        honorific: nomination.honorific,
        email: nomination.email,
        language: nomination.language,
        capacity: nomination.capacity,
      })),
      ...promotions.map(invitationOf),
    ];
    await this.invitations.issue(tx, conferenceId, invitees, { batchId: batch.batchId });
  }

  private record(
    tx: Transaction,
    conferenceId: string,
    batch: ReleasedBatch,
    released: readonly Released[],
    promotions: readonly Reserve[],
  ): void {
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
    for (const { id, bodyId } of promotions) {
      tx.audit({
        conferenceId,
        bodyId,
        action: 'nomination.promoted',
        subjectType: 'nomination',
        subjectId: id,
        // It follows from the places that the release frees; nobody has signed it off.
        isAutomatic: true,
        details: { isQuotaOverridden: false, batch: batch.number },
      });
    }
    const changed = new Set([
      ...released.map(({ nomination }) => nomination.id),
      ...promotions.map(({ id }) => id),
    ]);
    for (const id of changed) announceChange(tx, { id, conferenceId }, 'everybody');
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

const forPlaces = ({ nomination, decision }: Released): DecidedForPlaces => ({
  nominationId: nomination.id,
  bodyId: nomination.body_id,
  constituencyId: nomination.constituency_id,
  outcome: decision.outcome,
  isQuotaOverridden: decision.isQuotaOverridden,
});

/** Only an approver of the host of this conference; others hear that there is no such conference, or that they may not. */
export function requireReleaser(actor: UserActor, conferenceId: string): void {
  if (isId(conferenceId) && hasConferenceRole(actor, conferenceId, 'HOST_APPROVER') && actor.canWrite) return;
  if (!actor.grants.some((grant) => grant.conferenceId === conferenceId)) throw notFound('conference');
  throw forbidden(WHO_MAY.RELEASE);
}
