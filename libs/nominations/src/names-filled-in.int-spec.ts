import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { newId } from '#libs/kernel';
import { migrationSource } from '#libs/platform';
import { type TestDatabase, testDatabase } from '#libs/testing';
import { buildWorld, nominationKeys, personKeys, type World } from '#libs/nominations/testing';

let server: TestDatabase;
let admin: pg.Client;
let world: World;

beforeEach(async () => {
  server = await testDatabase();
  world = await buildWorld(server.superuserUrl);
  admin = new pg.Client({ connectionString: server.superuserUrl });
  await admin.connect();
});

afterEach(async () => {
  await admin.end();
  await server.drop();
});

/** Goes back to before a migration, lets a version of then write, and migrates again. */
async function takenOver(migration: string, write: () => Promise<void>): Promise<void> {
  const source = await migrationSource(server.ownerUrl);
  await source.initialize();
  try {
    for (let undone = ''; undone !== migration;) {
      const { rows } = await admin.query<{ name: string }>(
        'SELECT name FROM plenary_migration ORDER BY timestamp DESC LIMIT 1',
      );
      undone = rows[0]?.name ?? '';
      await source.undoLastMigration();
    }
    await write();
    await source.runMigrations();
  } finally {
    await source.destroy();
  }
}

const PEOPLE = [
  { name: 'Geneviève O’Mocking', email: 'kontakt@bücherei.example', organisation: 'Große Straße' },
  { name: '李小明', email: null, organisation: null },
];

describe('the migration to names as people write them', () => {
  it('fills what is there as the code fills new rows: persons, nominations, the watch list', async () => {
    await takenOver('NamesAsPeopleWriteThem1764105000000', async () => {
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
    });
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

describe('the migration to look-alikes by the name for the badge', () => {
  /** As the version before wrote them: found by the name alone. */
  const WRITTEN = [
    { name: '李小明', badgeName: 'William Notional' },
    { name: 'Мария Вымышленная', badgeName: 'Maria Invented' },
    { name: 'Ada Lovesample', badgeName: null },
  ];

  it('gives people who are there the codes of the name for the badge beside those of the name', async () => {
    await takenOver('AlikeByBadgeName1764118950000', async () => {
      for (const { name, badgeName } of WRITTEN) {
        const { nameKey, nameCodes } = personKeys({ name });
        await admin.query(
          `INSERT INTO nominations.person (id, conference_id, body_id, name, badge_name, name_key, name_codes)
           VALUES ($1, $2, $3, $4, $5, $6, $7)`,
          [newId(), world.conferenceId, world.icc, name, badgeName, nameKey, nameCodes],
        );
      }
    });
    const { rows } = await admin.query<{ name: string; name_key: string; name_codes: string[] }>(
      'SELECT name, name_key, name_codes FROM nominations.person ORDER BY id',
    );
    expect(rows).toEqual(
      WRITTEN.map(({ name, badgeName }) => ({
        name,
        // The trigrams stay those of the name.
        name_key: personKeys({ name }).nameKey,
        name_codes: personKeys({ name, badgeName }).nameCodes,
      })),
    );
    // Who is nominated elsewhere as "Bill Notional" is compared with them.
    const shared = (codes: readonly string[], other: string): string[] =>
      codes.filter((code) => personKeys({ name: other }).nameCodes.includes(code));
    expect(rows.map(({ name_codes }) => shared(name_codes, 'Bill Notional').length > 0)).toEqual([
      true,
      false,
      false,
    ]);
  });

  it('leaves the walls as they were, for the owner too', async () => {
    await takenOver('AlikeByBadgeName1764118950000', async () => undefined);
    const { rows } = await admin.query(
      `SELECT relrowsecurity AND relforcerowsecurity AS "isWalled" FROM pg_class WHERE oid = 'nominations.person'::regclass`,
    );
    expect(rows).toEqual([{ isWalled: true }]);
  });
});
