import { Injectable } from '@nestjs/common';
import { Refusal } from '#libs/kernel';
import { requireComplete } from '../domain/nomination.js';
import { tellOfReady, toldAt } from '../nominations.jobs.js';
import { MARK_READY } from '../persistence/nomination.statements.js';
import { type Call, nominationAct, NominationActs } from './nomination-acts.js';

export const markReady = nominationAct({
  name: 'markReady',
  description:
    'A nominator says that a draft or a returned nomination is ready: the body’s coordinators, who submit, are told, in one mail for all that are marked within some minutes. It ends with the submission',
  action: 'MARK_READY',
  many: { description: 'A nominator says that these nominations are ready to be submitted' },
  input: {},
  example: {},
  codes: ['INCOMPLETE'],
  fact: { action: 'nomination.marked-ready' },
});

/** Said among the body: nobody's work on the nomination conflicts with it. Who says so answers for it as who edits does. */
@Injectable()
export class MarkReady {
  static readonly act = markReady;

  constructor(private readonly acts: NominationActs) {}

  run(...call: Call): Promise<{ id: string }> {
    return this.acts.run(markReady, call, async ({ tx, actor, nomination }) => {
      const { id, conferenceId, bodyId, state, isReady, person } = nomination;
      if (isReady) throw new Refusal('ACTION_UNAVAILABLE', 'It is marked as ready already.', [], { state });
      requireComplete(person);
      const [marked] = await tx.query<{ readyAt: Date }>(MARK_READY, [id, actor.userId]);
      if (marked === undefined) throw new Error('A nomination that was locked is not there any more');
      tx.enqueue(tellOfReady, { bodyId }, { conferenceId, runAt: toldAt(marked.readyAt) });
      return {};
    });
  }
}
