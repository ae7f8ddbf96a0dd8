import { Injectable } from '@nestjs/common';
import { parseInput, type UserActor } from '#libs/kernel';
import { Commands } from '#libs/platform';
import { ReviewDesk } from '#libs/approvals';
import { BodyNotices } from '../notices/body-notices.js';
import { returnNominationInput } from '../domain/nomination.js';
import { loadForAction, reviewOf } from '../persistence/nomination-record.js';
import { MOVE_NOMINATION } from '../persistence/nomination.statements.js';
import { announceChange } from '../nominations.topics.js';

/** Sends a nomination back to its body with a question. It keeps its place until it is answered or withdrawn. */
@Injectable()
export class ReturnNomination {
  constructor(
    private readonly commands: Commands,
    private readonly desk: ReviewDesk,
    private readonly notices: BodyNotices,
  ) {}

  async run(actor: UserActor, id: string, key: string, raw: unknown): Promise<{ id: string }> {
    const input = parseInput(returnNominationInput, raw);
    return this.commands.run(
      actor,
      { operation: 'returnNomination', key, request: [id, raw] },
      async (tx) => {
        const nomination = await loadForAction(tx, this.desk, actor, {
          id,
          version: input.version,
          action: 'RETURN',
        });
        const { conferenceId, bodyId } = nomination;
        this.desk.return(tx, actor, reviewOf(nomination), input.question);
        tx.write(MOVE_NOMINATION, [id, 'RETURNED', input.question]);
        await this.notices.returned(tx, nomination, input.question);
        tx.audit({
          conferenceId,
          bodyId,
          action: 'nomination.returned',
          subjectType: 'nomination',
          subjectId: id,
          details: { question: input.question },
        });
        announceChange(tx, nomination, 'everybody');
        return { id };
      },
    );
  }
}
