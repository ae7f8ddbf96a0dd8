import { newId } from '#libs/kernel';
import { type TablesOfContext } from './support/tables.js';
import { DRAFTERS, insert, ME, NEW, NOBODY, OF_CONFERENCE, OF_ICC, remove, update } from './support/trial.js';

const OWN = `author_id = '${ME}'`;
const SIDES = [
  ['of the body', DRAFTERS, OF_ICC],
  ['of the host', ['administrator', 'officer', 'approver'], `${OF_CONFERENCE} AND body_id IS NULL`],
] as const;

export const tables: TablesOfContext = {
  trials: SIDES.flatMap(([of, who, whose]) => [
    insert('notes.note', `writes a note ${of}`, who, whose, { id: NEW, author_id: ME }),
    insert('notes.note', `writes a note ${of} in the name of somebody else`, NOBODY, whose, {
      id: NEW,
      author_id: NEW,
    }),
    update('notes.note', `changes a note of their own ${of}`, who, `text = 'Other'`, `${whose} AND ${OWN}`),
    update(
      'notes.note',
      `changes a note of a colleague ${of}`,
      NOBODY,
      `text = 'Other'`,
      `${whose} AND NOT ${OWN}`,
    ),
    remove('notes.note', `deletes a note of their own ${of}`, who, `${whose} AND ${OWN}`),
    remove('notes.note', `deletes a note of a colleague ${of}`, NOBODY, `${whose} AND NOT ${OWN}`),
  ]),
  seenByCoordinator: ['notes.note'],
  fill: async ({ admin, world: { conferenceId, icc, chathamHouse, people } }) => {
    const sides = [
      [icc, [people.iccCoordinator, people.iccNominator, people.iccViewer]],
      [chathamHouse, [people.chCoordinator]],
      [null, [people.administrator, people.officer, people.approver, people.auditor]],
    ] as const;
    for (const [bodyId, authors] of sides)
      for (const { userId } of authors)
        await admin.query(
          `INSERT INTO notes.note (id, conference_id, body_id, subject_type, subject_id, author_id, text)
           SELECT $1, $2, $3, 'nomination', n.id, $4, 'Noted' FROM nominations.nomination n WHERE n.body_id = $5 ORDER BY n.id LIMIT 1`,
          [newId(), conferenceId, bodyId, userId, bodyId ?? icc],
        );
  },
};
