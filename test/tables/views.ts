import { type TablesOfContext } from './support/tables.js';
import {
  insert,
  ME,
  NEW,
  NOBODY,
  OF_CONFERENCE,
  OF_ICC,
  remove,
  type RoleTried,
  update,
} from './support/trial.js';

const TABLE = 'views.saved_view';
const OF_HOST = `${OF_CONFERENCE} AND body_id IS NULL`;
const OWN = `user_id = '${ME}'`;

export const tables: TablesOfContext = {
  trials: (
    [
      [OF_ICC, 'in their body', ['coordinator', 'nominator', 'viewer', 'readOnlyToken']],
      [OF_HOST, 'at the host', ['administrator', 'officer', 'approver', 'auditor']],
    ] as const satisfies readonly (readonly [string, string, readonly RoleTried[]])[]
  ).flatMap(([whose, where, who]) => [
    insert(TABLE, `saves a view ${where}`, who, whose, { id: NEW, user_id: ME, name: NEW }),
    insert(TABLE, `saves one for somebody else ${where}`, NOBODY, whose, { id: NEW, user_id: NEW }),
    update(
      TABLE,
      `changes a view of their own ${where}`,
      who,
      'version = version + 1',
      `${whose} AND ${OWN}`,
    ),
    update(
      TABLE,
      `changes a colleague’s ${where}`,
      NOBODY,
      'version = version + 1',
      `${whose} AND NOT ${OWN}`,
    ),
    remove(TABLE, `deletes a view of their own ${where}`, who, `${whose} AND ${OWN}`),
    remove(TABLE, `deletes a colleague’s ${where}`, NOBODY, `${whose} AND NOT ${OWN}`),
  ]),
  seenByCoordinator: [TABLE],
  fill: async ({ admin, world: { conferenceId, icc, chathamHouse, people } }) => {
    await admin.query(
      `INSERT INTO views.saved_view (id, conference_id, body_id, user_id, list, name, query, is_shared)
       SELECT gen_random_uuid(), $1, body, person, 'NOMINATIONS', gen_random_uuid(), 'state=DRAFT', true
       FROM unnest($2::uuid[], $3::uuid[]) AS o (body, person)`,
      [
        conferenceId,
        [icc, icc, icc, chathamHouse, null, null, null, null],
        [
          people.iccCoordinator,
          people.iccNominator,
          people.iccViewer,
          people.chCoordinator,
          people.administrator,
          people.officer,
          people.approver,
          people.auditor,
        ].map(({ userId }) => userId),
      ],
    );
  },
};
