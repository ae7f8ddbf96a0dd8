import { newId } from '#libs/kernel';
import { type TablesOfContext } from './support/tables.js';
import { insert, is, NEW, OF_CONFERENCE, remove, update } from './support/trial.js';

export const tables: TablesOfContext = {
  trials: [
    update(
      'conference.conference',
      'configures the conference',
      ['administrator'],
      'capacity = 1',
      is('conference'),
    ),
    ...(['body', 'constituency', 'theme', 'principle', 'time_window'] as const).flatMap((name) => {
      const table = `conference.${name}`;
      const but = {
        body: { kind: 'PARTNER', code: 'NEW' },
        constituency: { code: 'NEW' },
        theme: { position: 99 },
        principle: { number: 99 },
        time_window: {},
      }[name];
      return [
        insert(table, `adds a ${name}`, ['administrator'], OF_CONFERENCE, { id: NEW, ...but }),
        update(table, `changes a ${name}`, ['administrator'], 'conference_id = conference_id', OF_CONFERENCE),
      ];
    }),
    remove('conference.time_window', 'takes a window away', ['administrator'], OF_CONFERENCE),
    insert('conference.country', 'names a country', ['administrator'], OF_CONFERENCE, { code: 'ZZ' }),
    update(
      'conference.country',
      'names a country otherwise',
      ['administrator'],
      'names = names',
      OF_CONFERENCE,
    ),
    remove('conference.country', 'takes the name of a country back', ['administrator'], OF_CONFERENCE),
  ],
  fill: async ({ admin, world }) => {
    await admin.query(
      `INSERT INTO conference.theme (id, conference_id, name, position) VALUES ($1, $2, 'Social benefits', 1)`,
      [newId(), world.conferenceId],
    );
    await admin.query(
      `INSERT INTO conference.country (conference_id, code, names) VALUES ($1, 'TW', '{"en": "Chinese Taipei"}')`,
      [world.conferenceId],
    );
    await admin.query(
      `INSERT INTO conference.principle (id, conference_id, number, text) VALUES ($1, $2, 1, 'Proportionate')`,
      [newId(), world.conferenceId],
    );
  },
};
