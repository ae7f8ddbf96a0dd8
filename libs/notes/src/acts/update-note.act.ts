import { Injectable } from '@nestjs/common';
import { prose } from '#libs/kernel';
import { NOW } from '#libs/platform';
import { LONGEST_NOTE, NOTE_ACTIONS } from '../domain/note.js';
import { NOTE } from '../persistence/note.table.js';
import { type Call, noteAct, NoteActs } from './note-acts.js';

/** Gives a note other words; it says from then on when it was changed. */
@Injectable()
export class UpdateNote {
  static readonly act = noteAct({
    name: 'updateNote',
    description: 'Gives a note other words: its author’s act. The note then says when it was changed',
    input: {
      text: prose(LONGEST_NOTE).describe(
        `What it is to say: 1 to ${LONGEST_NOTE.toLocaleString('en')} characters, on several lines`,
      ),
    },
    fact: NOTE_ACTIONS.updated,
  });

  constructor(private readonly acts: NoteActs) {}

  run(...call: Call): Promise<{ id: string }> {
    return this.acts.run(UpdateNote.act, call, (tx, note, { text }) => {
      tx.update(NOTE, note.id, { text, version: note.version + 1, changedAt: NOW });
    });
  }
}
