import { Module } from '@nestjs/common';
import { resolversOf } from '#libs/platform';
import { DeleteNote } from './acts/delete-note.act.js';
import { NoteActs } from './acts/note-acts.js';
import { UpdateNote } from './acts/update-note.act.js';
import { DELETED_EDGE, DeletedNoteAnswer, NOTE_EDGE, NoteAnswer } from './graphql/act-edges.js';
import { NoteResolver } from './graphql/note.resolver.js';
import { NoteSubjects } from './note-subjects.js';
import { Notes } from './queries/notes.js';
import { WriteNote } from './use-cases/write-note.js';

const NOTE_ACTS = [UpdateNote] as const;
const DELETING_ACTS = [DeleteNote] as const;

/** Made once, however often a process starts: types of GraphQL are of the process. */
const MUTATIONS = [...resolversOf(NOTE_ACTS, NOTE_EDGE), ...resolversOf(DELETING_ACTS, DELETED_EDGE)];

/** What the API process adds: notes, and what people do with them. Whoever has something to note about registers it. */
@Module({
  providers: [
    Notes,
    NoteSubjects,
    NoteActs,
    WriteNote,
    NoteResolver,
    NoteAnswer,
    DeletedNoteAnswer,
    ...NOTE_ACTS,
    ...DELETING_ACTS,
    ...MUTATIONS,
  ],
  exports: [Notes, NoteSubjects],
})
export class NotesGraphqlModule {}
