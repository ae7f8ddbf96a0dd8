import { type TablesOfContext } from './support/tables.js';
import { DRAFTERS, insert, NEW, OF_ICC, remove, update } from './support/trial.js';

export const tables: TablesOfContext = {
  trials: [
    insert('import.list', 'loads a list', DRAFTERS, OF_ICC, { id: NEW }),
    update(
      'import.list',
      'says of a list, applies it or takes it back',
      DRAFTERS,
      'version = version + 1',
      OF_ICC,
    ),
    insert('import.list_row', 'loads a row of a list', DRAFTERS, OF_ICC, { row: 99 }),
    remove('import.list_row', 'abandons the rows of a list', DRAFTERS, OF_ICC),
    insert('import.remembered', 'has an answer remembered', DRAFTERS, OF_ICC, { key: NEW }),
    update('import.remembered', 'gives another answer', DRAFTERS, 'value = NULL', OF_ICC),
    remove('import.remembered', 'has an answer forgotten', DRAFTERS, OF_ICC),
  ],
  seenByCoordinator: ['import.list', 'import.list_row', 'import.remembered'],
  fill: async ({ admin, world }) => {
    await admin.query(
      `INSERT INTO import.list (id, conference_id, body_id, created_by, format, row_count)
       SELECT gen_random_uuid(), $1, body, $3, 'CSV', 1 FROM unnest($2::uuid[]) AS b (body)`,
      [world.conferenceId, [world.icc, world.chathamHouse], world.people.iccCoordinator.userId],
    );
    await admin.query(
      `INSERT INTO import.list_row (list_id, row, conference_id, body_id, cells, is_hidden, is_filtered)
       SELECT id, 1, conference_id, body_id, '{}', false, false FROM import.list WHERE conference_id = $1 ON CONFLICT DO NOTHING`,
      [world.conferenceId],
    );
    await admin.query(
      `INSERT INTO import.remembered (conference_id, body_id, kind, key, value, said_by)
       SELECT conference_id, body_id, 'ANSWER', 'COUNTRY_WORD/korea', 'KR', created_by FROM import.list WHERE conference_id = $1 ON CONFLICT DO NOTHING`,
      [world.conferenceId],
    );
  },
};
