import { Injectable } from '@nestjs/common';
import { Refusal } from '#libs/kernel';
import { NOW } from '#libs/platform';
import { NOMINATION } from '../persistence/nomination.table.js';
import { type Call, nominationAct, NominationActs } from './nomination-acts.js';

/** The coordinators are not told of it any more, unless they were before. */
@Injectable()
export class UnmarkReady {
  static readonly act = nominationAct({
    name: 'unmarkReady',
    description: 'Says that a nomination is not ready to be submitted after all',
    action: 'UNMARK_READY',
    many: { description: 'Says that these nominations are not ready to be submitted after all' },
    input: {},
    example: {},
    fact: { action: 'nomination.unmarked-ready' },
  });

  constructor(private readonly acts: NominationActs) {}

  run(...call: Call): Promise<{ id: string }> {
    return this.acts.run(UnmarkReady.act, call, async ({ tx, actor, nomination: { id, state, isReady } }) => {
      if (!isReady) throw new Refusal('ACTION_UNAVAILABLE', 'It is not marked as ready.', [], { state });
      tx.update(NOMINATION, id, {
        readyAt: null,
        readyToldAt: null,
        updatedAt: NOW,
        lastEditedBy: actor.userId,
      });
      return {};
    });
  }
}
