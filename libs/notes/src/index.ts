/** The door of notes: what one side notes about a thing, for itself alone. */
export { type NoteSide } from './domain/note.js';
export { NoteConnection, NoteSideEnum } from './graphql/note.type.js';
export { NoteSubjects } from './note-subjects.js';
export { NotesGraphqlModule } from './notes-graphql.module.js';
export { noteSides } from './policies/note.policy.js';
export { Notes } from './queries/notes.js';
