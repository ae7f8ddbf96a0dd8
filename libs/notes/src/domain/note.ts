/** Who reads a note: the host's staff and auditors, or the people of the body. Neither side knows of the other's. */
export const NOTE_SIDES = ['HOST', 'BODY'] as const;
export type NoteSide = (typeof NOTE_SIDES)[number];

/** Characters of a note. */
export const LONGEST_NOTE = 2_000;
/** Notes of one side on one subject. */
export const MOST_NOTES = 200;

/** What this context writes into the audit trail: that there was a note, never what it said. */
export const NOTE_ACTIONS = {
  written: 'note.written',
  updated: 'note.updated',
  deleted: 'note.deleted',
} as const;

/** Whose a note is: a body's, or without one the host's. */
export interface NoteOwner {
  readonly conferenceId: string;
  readonly bodyId: string | null;
}

export const sideOf = ({ bodyId }: Pick<NoteOwner, 'bodyId'>): NoteSide =>
  bodyId === null ? 'HOST' : 'BODY';
