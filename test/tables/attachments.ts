import { newId } from '#libs/kernel';
import { type TablesOfContext } from './support/tables.js';
import { DRAFTERS, insert, ME, NEW, NOBODY, OF_CONFERENCE, OF_ICC, remove, update } from './support/trial.js';

const TABLE = 'attachments.attachment';
const OF_HOST = `${OF_CONFERENCE} AND body_id IS NULL`;
const HOST = ['administrator', 'officer', 'approver'] as const;
const MINE = { id: NEW, added_by: ME };

export const tables: TablesOfContext = {
  trials: [
    insert(TABLE, 'attaches a file for the body', DRAFTERS, OF_ICC, MINE),
    insert(TABLE, 'attaches a file for the host', HOST, OF_HOST, MINE),
    insert(TABLE, 'attaches a file of the body in the name of somebody else', NOBODY, OF_ICC, {
      id: NEW,
      added_by: NEW,
    }),
    insert(TABLE, 'attaches a file of the host in the name of somebody else', NOBODY, OF_HOST, {
      id: NEW,
      added_by: NEW,
    }),
    update(TABLE, 'shows the body’s files to the host', DRAFTERS, 'is_shown = true', OF_ICC),
    update(TABLE, 'changes what the host reads of its own', NOBODY, 'is_shown = true', OF_HOST),
    remove(TABLE, 'deletes a file that the host was not shown', DRAFTERS, `${OF_ICC} AND NOT is_shown`),
    remove(TABLE, 'deletes a file that the host was shown', NOBODY, `${OF_ICC} AND is_shown`),
    remove(TABLE, 'deletes a file of their own of the host', HOST, `${OF_HOST} AND added_by = '${ME}'`),
    remove(
      TABLE,
      'deletes a file of a colleague of the host',
      NOBODY,
      `${OF_HOST} AND NOT added_by = '${ME}'`,
    ),
  ],
  seenByCoordinator: [TABLE],
  fill: async ({ admin, world: { conferenceId, icc, chathamHouse, people } }) => {
    const sides = [
      [icc, [people.iccCoordinator, people.iccNominator]],
      [chathamHouse, [people.chCoordinator]],
      [null, [people.administrator, people.officer, people.approver, people.auditor]],
    ] as const;
    for (const [bodyId, adders] of sides)
      for (const { userId } of adders)
        for (const isShown of bodyId === null ? [true] : [true, false])
          await admin.query(
            `INSERT INTO attachments.attachment (id, conference_id, body_id, subject_type, subject_id, added_by, file_name, content_type, size, sha256, is_shown)
             SELECT $1, $2, $3, 'nomination', n.id, $4, 'letter.pdf', 'application/pdf', 1, repeat('0', 64), $6
             FROM nominations.nomination n WHERE n.body_id = $5 ORDER BY n.id LIMIT 1`,
            [newId(), conferenceId, bodyId, userId, bodyId ?? icc, isShown],
          );
  },
};
