import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import {
  forbidden,
  newId,
  notFound,
  parseInput,
  prose,
  Refusal,
  type UserActor,
  validId,
} from '#libs/kernel';
import { Commands, countBehindLock, type Transaction } from '#libs/platform';
import { auditNote } from '../audit-note.js';
import { LONGEST_NOTE, MOST_NOTES, NOTE_ACTIONS, NOTE_SIDES, type NoteSide } from '../domain/note.js';
import { NoteSubjects } from '../note-subjects.js';
import { COUNT_OF_SIDE } from '../persistence/note.statements.js';
import { NOTE } from '../persistence/note.table.js';
import { type NotedSubject, noteSides, WHO_WRITES } from '../policies/note.policy.js';

const writeInput = z.object({
  subjectId: validId,
  side: z.enum(NOTE_SIDES).nullish(),
  text: prose(LONGEST_NOTE),
});

/** Notes something about a subject, for the writer's own side alone. The subject itself stays as it is. */
@Injectable()
export class WriteNote {
  constructor(
    private readonly commands: Commands,
    private readonly subjects: NoteSubjects,
  ) {}

  /**
   * Refuses with NOT_FOUND (no subject in sight), FORBIDDEN (who only reads, a side that is not the caller's, the most there may be),
   * INVALID_INPUT and IDEMPOTENCY_KEY_REUSED.
   */
  run(actor: UserActor, key: string, raw: unknown): Promise<{ id: string }> {
    const { subjectId, side, text } = parseInput(writeInput, raw);
    return this.commands.run(actor, { operation: 'writeNote', key, request: raw }, async (tx) => {
      const subject = await this.subjects.find(tx, actor, subjectId);
      if (subject === undefined)
        throw new Refusal('NOT_FOUND', notFound('subject').message, ['input', 'subjectId']);
      const { conferenceId, type: subjectType } = subject;
      const bodyId = writtenFor(actor, subject, side ?? undefined) === 'HOST' ? null : subject.bodyId;
      await refuseHoard(tx, subjectId, bodyId);
      const note = { id: newId(), conferenceId, bodyId, subjectType, subjectId };
      tx.insert(NOTE, { ...note, authorId: actor.userId, text, changedAt: null });
      auditNote(tx, note, NOTE_ACTIONS.written);
      return { id: note.id };
    });
  }
}

/** The side that is named, or the only one for which the caller writes. */
function writtenFor(actor: UserActor, subject: NotedSubject, asked: NoteSide | undefined): NoteSide {
  const sides = noteSides(actor, subject);
  const [side] = asked === undefined ? sides : sides.filter((own) => own === asked);
  if (side === undefined) throw forbidden(WHO_WRITES);
  if (asked === undefined && sides.length > 1)
    throw new Refusal('INVALID_INPUT', 'You write for the host and for the body: say who is to read it.', [
      'input',
      'side',
    ]);
  return side;
}

async function refuseHoard(tx: Transaction, subjectId: string, bodyId: string | null): Promise<void> {
  const side = `notes.note ${subjectId} ${bodyId ?? ''}`;
  if ((await countBehindLock(tx, side, COUNT_OF_SIDE, [subjectId, bodyId])) >= MOST_NOTES)
    throw forbidden(`There are ${MOST_NOTES} notes; delete one of yours that is no longer needed.`);
}
