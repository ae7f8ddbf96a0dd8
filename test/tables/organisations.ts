import { newId } from '#libs/kernel';
import { type TablesOfContext } from './support/tables.js';
import { insert, NEW, NOBODY, OF_CONFERENCE, remove, type RoleTried, update } from './support/trial.js';

const WRITERS: readonly RoleTried[] = ['administrator', 'officer'];
const ORGANISATION = 'organisations.organisation';

export const tables: TablesOfContext = {
  trials: [
    insert(ORGANISATION, 'adds an organisation', WRITERS, `${OF_CONFERENCE} AND directory_key IS NULL`, {
      id: NEW,
    }),
    update(ORGANISATION, 'changes an organisation', WRITERS, `aliases = '{Other}'`, OF_CONFERENCE),
    update(ORGANISATION, 'makes two organisations one', WRITERS, 'merged_into = NULL', OF_CONFERENCE),
    update(
      ORGANISATION,
      'gives an organisation to another conference',
      NOBODY,
      'conference_id = id',
      OF_CONFERENCE,
    ),
    insert('organisations.contact', 'adds a contact', WRITERS, OF_CONFERENCE, { id: NEW }),
    remove('organisations.contact', 'removes a contact', WRITERS, OF_CONFERENCE),
    {
      ...insert('organisations.catalogue', 'begins to count', WRITERS, OF_CONFERENCE, { revision: 9 }),
      stoppedBy: 'catalogue_pkey',
    },
    update(
      'organisations.catalogue',
      'counts what is written',
      WRITERS,
      'revision = revision + 1',
      OF_CONFERENCE,
    ),
  ],
  // Of what is listed: names are for everybody who nominates.
  seenByCoordinator: ['organisations.catalogue', ORGANISATION],
  fill: async ({ admin, world: { conferenceId, people } }) => {
    for (const isListed of [true, false]) {
      const id = newId();
      await admin.query(
        `INSERT INTO organisations.organisation (id, conference_id, kind, official_names, short_names, aliases, former_names, sort_names,
           mail_domains, is_listed, revision, created_by)
         VALUES ($1, $2, 'OTHER', '{"en": "Sample Institute"}', '{}', '{}', '[]', '{}', '{}', $3, 1, $4)`,
        [id, conferenceId, isListed, people.officer.userId],
      );
      await admin.query(
        `INSERT INTO organisations.contact (id, conference_id, organisation_id, list, name, position)
         VALUES ($1, $2, $3, 'Protocol', 'Olive Specimen', 0)`,
        [newId(), conferenceId, id],
      );
      await admin.query(
        `INSERT INTO organisations.catalogue (conference_id, is_listed, revision) VALUES ($1, $2, 1)
         ON CONFLICT DO NOTHING`,
        [conferenceId, isListed],
      );
    }
  },
};
