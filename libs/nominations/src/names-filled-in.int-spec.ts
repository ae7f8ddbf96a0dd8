import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { newId } from '#libs/kernel';
import { migrationSource } from '#libs/platform';
import { type TestDatabase, testDatabase } from '#libs/testing';
import { buildWorld, nominationKeys, personKeys } from '#libs/nominations/testing';

const MIGRATION = 'NamesAsPeopleWriteThem1764105000000';
let server: TestDatabase;
let admin: pg.Client;

beforeAll(async () => {
  server = await testDatabase();
  admin = new pg.Client({ connectionString: server.superuserUrl });
  await admin.connect();
});

afterAll(async () => {
  await admin.end();
  await server.drop();
});

const PEOPLE = [
  { name: 'Geneviève O’Mocking', email: 'kontakt@bücherei.example', organisation: 'Große Straße' },
  { name: '李小明', email: null, organisation: null },
];

describe('the migration to names as people write them', () => {
  it('fills what is there as the code fills new rows: persons, nominations, the watch list', async () => {
    const world = await buildWorld(server.superuserUrl);
    const source = await migrationSource(server.ownerUrl);
    await source.initialize();
    try {
      for (let undone = ''; undone !== MIGRATION;) {
        const { rows } = await admin.query<{ name: string }>(
          'SELECT name FROM plenary_migration ORDER BY timestamp DESC LIMIT 1',
        );
        undone = rows[0]?.name ?? '';
        await source.undoLastMigration();
      }
      for (const [index, { name, email, organisation }] of PEOPLE.entries()) {
        const id = newId();
        await admin.query(
          `INSERT INTO nominations.person (id, conference_id, body_id, name, email, email_fold, organisation) VALUES ($1, $2, $3, $4, $5, $5, $6)`,
          [id, world.conferenceId, world.icc, name, email, organisation],
        );
        await admin.query(
          `INSERT INTO nominations.nomination (id, conference_id, body_id, constituency_id, person_id, reference, state, capacity,
             created_by, last_edited_by, search_text, sort_name)
           VALUES ($1, $2, $3, $4, $1, $5, 'DRAFT', 'DELEGATE', $6, $6, 'as before', 'as before')`,
          [
            id,
            world.conferenceId,
            world.icc,
            world.business,
            `ICC-00${index}-TEST`,
            world.people.iccNominator.userId,
          ],
        );
        await admin.query(
          `INSERT INTO nominations.watch_list_entry (id, conference_id, name, name_fold) VALUES ($1, $2, $3, 'as before')`,
          [id, world.conferenceId, name],
        );
      }
      await source.runMigrations();
    } finally {
      await source.destroy();
    }
    const { rows } = await admin.query<Record<string, unknown>>(
      `SELECT p.email_fold, p.name_key, p.name_codes, n.search_text, n.sort_name, w.name_key AS watched, w.name_codes AS watched_codes
       FROM nominations.person p JOIN nominations.nomination n ON n.person_id = p.id
         JOIN nominations.watch_list_entry w ON w.id = p.id ORDER BY p.id`,
    );
    expect(rows).toEqual(
      PEOPLE.map((person, index) => {
        const { emailFold, nameKey, nameCodes } = personKeys(person);
        const { searchText, sortName } = nominationKeys(person, `ICC-00${index}-TEST`);
        return {
          email_fold: emailFold,
          name_key: nameKey,
          name_codes: nameCodes,
          search_text: searchText,
          sort_name: sortName,
          watched: nameKey,
          watched_codes: nameCodes,
        };
      }),
    );
    expect(rows.map(({ email_fold }) => email_fold)).toEqual(['kontakt@xn--bcherei-n2a.example', null]);
  });
});
