import { Injectable } from '@nestjs/common';
import { NOTE_ACTIONS } from '../domain/note.js';
import { DELETE_NOTE } from '../persistence/note.statements.js';
import { type Call, noteAct, NoteActs } from './note-acts.js';

/** Deletes a note; the trail keeps that there was one, not what it said. */
@Injectable()
export class DeleteNote {
  static readonly act = noteAct({
    name: 'deleteNote',
    description:
      'Deletes a note: its author’s act. It is gone; the history keeps that there was one, not what it said',
    input: {},
    fact: NOTE_ACTIONS.deleted,
  });

  constructor(private readonly acts: NoteActs) {}

  run(...call: Call): Promise<{ id: string }> {
    return this.acts.run(DeleteNote.act, call, (tx, note) => {
      tx.write(DELETE_NOTE, [note.id]);
    });
  }
}
