import { Injectable } from '@nestjs/common';
import { parseInput, type UserActor } from '#libs/kernel';
import { Commands } from '#libs/platform';
import { ReviewDesk } from '#libs/approvals';
import { reopenNominationInput } from '../domain/nomination.js';
import { loadForAction, reviewOf } from '../persistence/nomination-record.js';
import { announceChange } from '../nominations.topics.js';

/** Takes a decision back before its release; the nomination waits for sign-off again. */
@Injectable()
export class ReopenNomination {
  constructor(
    private readonly commands: Commands,
    private readonly desk: ReviewDesk,
  ) {}

  async run(actor: UserActor, id: string, key: string, raw: unknown): Promise<{ id: string }> {
    const input = parseInput(reopenNominationInput, raw);
    return this.commands.run(
      actor,
      { operation: 'reopenNomination', key, request: [id, raw] },
      async (tx) => {
        const nomination = await loadForAction(tx, this.desk, actor, {
          id,
          version: input.version,
          action: 'REOPEN',
        });
        this.desk.reopen(tx, actor, reviewOf(nomination), input.reason);
        tx.audit({
          conferenceId: nomination.conferenceId,
          action: 'nomination.reopened',
          subjectType: 'nomination',
          subjectId: id,
          remark: input.reason,
        });
        announceChange(tx, nomination, 'host');
        return { id };
      },
    );
  }
}
