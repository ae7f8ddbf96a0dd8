import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import {
  conferencesReadWhole,
  notFound,
  parseInput,
  Refusal,
  requireConferenceRole,
  type UserActor,
  validId,
} from '#libs/kernel';
import { Commands, type Transaction } from '#libs/platform';
import { ReviewDesk } from '#libs/approvals';
import {
  type PersonFact,
  putBack,
  type Undoable,
  undoObstacle,
  type UndoObstacle,
} from '../domain/merging.js';
import { LOCK_MERGE, UNDO_MERGE } from '../persistence/duplicate-merge.statements.js';
import { loadForAction } from '../persistence/nomination-record.js';
import { WHO_MERGES } from './merge-duplicate.js';
import { MergedPeople } from './merged-people.js';

const undoInput = z.object({ mergeId: validId, version: z.number().int().min(1) });

interface MergeRow extends Record<string, unknown>, Undoable {
  readonly firstId: string;
  readonly secondId: string;
  readonly nominationId: string;
}

interface UndoneMerge extends Record<string, unknown> {
  readonly firstId: string;
  readonly secondId: string;
  /** Facts that do not say again what they said before: somebody has changed them since. */
  readonly kept: readonly PersonFact[];
}

/** Puts back what a nomination said before it took facts from another one, but for what somebody has changed since. */
@Injectable()
export class UndoMerge {
  constructor(
    private readonly commands: Commands,
    private readonly desk: ReviewDesk,
    private readonly people: MergedPeople,
  ) {}

  /**
   * Refuses with NOT_FOUND, FORBIDDEN, INVALID_INPUT, IDEMPOTENCY_KEY_REUSED, VERSION_CONFLICT, ACTION_UNAVAILABLE, MERGE_STANDS (with
   * why), SEPARATION_OF_DUTIES and INVITATION_ENDED.
   */
  run(actor: UserActor, key: string, raw: unknown): Promise<UndoneMerge> {
    const { mergeId, version } = parseInput(undoInput, raw);
    return this.commands.run(actor, { operation: 'undoMerge', key, request: raw }, async (tx) => {
      const merge = await loadMerge(tx, actor, mergeId);
      const { firstId, secondId, nominationId: id } = merge;
      const nomination = await loadForAction(tx, this.desk, actor, { id, version, action: 'CORRECT' });
      requireConferenceRole(actor, nomination.conferenceId, ['HOST_OFFICER'], WHO_MERGES);
      const obstacle = undoObstacle(nomination.person, merge);
      if (obstacle !== undefined)
        throw new Refusal('MERGE_STANDS', WHY_IT_STANDS[obstacle], ['input', 'mergeId'], {
          undoObstacle: obstacle,
        });
      const { after, kept } = putBack(nomination.person, merge);
      await this.people.correct({ tx, actor, nomination }, after, [firstId, secondId]);
      tx.write(UNDO_MERGE, [mergeId, actor.userId]);
      this.people.tell(tx, 'nomination.merge-undone', {
        nomination,
        otherId: id === firstId ? secondId : firstId,
        facts: merge.facts.filter((fact) => !kept.includes(fact)),
      });
      return { firstId, secondId, kept };
    });
  }
}

async function loadMerge(tx: Transaction, actor: UserActor, mergeId: string): Promise<MergeRow> {
  const whole = conferencesReadWhole(actor);
  const [merge] = whole.length === 0 ? [] : await tx.query<MergeRow>(LOCK_MERGE, [mergeId, whole]);
  if (merge === undefined) throw new Refusal('NOT_FOUND', notFound('merge').message, ['input', 'mergeId']);
  return merge;
}

export const WHY_IT_STANDS: Readonly<Record<UndoObstacle, string>> = {
  UNDONE: 'It was undone already.',
  TOO_LATE:
    'It is more than 30 days ago: what was before is not kept any more. Correct the nomination instead.',
  CHANGED_SINCE: 'All that it had changed says something else by now. Nothing was put back.',
};
