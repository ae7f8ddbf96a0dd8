import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { newId } from '#libs/kernel';
import { migrationSource } from '#libs/platform';
import { type TestDatabase, testDatabase } from '#libs/testing';
import { buildWorld } from '#libs/nominations/testing';

const MIGRATION = 'FoldedAddresses1764028800000';
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

describe('the migration to folded addresses', () => {
  it('folds the addresses that are there as the code folds new ones', async () => {
    const world = await buildWorld(server.superuserUrl);
    const source = await migrationSource(server.ownerUrl);
    await source.initialize();
    try {
      const newest = async () =>
        (
          await admin.query<{ name: string }>(
            'SELECT name FROM plenary_migration ORDER BY timestamp DESC LIMIT 1',
          )
        ).rows[0]?.name ?? '';
      for (let undone = ''; undone !== MIGRATION;) {
        undone = await newest();
        await source.undoLastMigration();
      }
      const addresses = ['Ana.Muster@example.org', 'ÉLÉONORE@example.org', null];
      for (const email of addresses)
        await admin.query(
          'INSERT INTO nominations.person (id, conference_id, body_id, name, email) VALUES ($1, $2, $3, $4, $5)',
          [newId(), world.conferenceId, world.icc, 'Somebody', email],
        );
      await source.runMigrations();
    } finally {
      await source.destroy();
    }
    const { rows } = await admin.query<{ email_fold: string | null }>(
      'SELECT email_fold FROM nominations.person ORDER BY id',
    );
    expect(rows.map(({ email_fold }) => email_fold)).toEqual([
      'ana.muster@example.org',
      'éléonore@example.org',
      null,
    ]);
  });
});
