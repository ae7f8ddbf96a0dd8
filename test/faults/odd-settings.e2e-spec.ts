import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { verifyAudit } from '#libs/audit';
import { migrate } from '#libs/platform';
import { drain, type TestDatabase, testDatabase, testSettings } from '#libs/testing';
import { nomineesOf } from '../journeys/nominees.js';
import {
  createNomination,
  recommendNomination,
  releaseDecisions,
  submitNomination,
} from '../journeys/operations.js';
import { type Product, startProduct } from '../support/product.js';

/** What whoever keeps the server may set for a database. Each turns or cuts what programs take for granted. */
const ODD: Readonly<Record<string, string>> = {
  timezone: `'Asia/Kathmandu'`,
  datestyle: `'German, DMY'`,
  intervalstyle: `'sql_standard'`,
  bytea_output: `'escape'`,
  extra_float_digits: '-15',
  default_transaction_isolation: `'serializable'`,
  // The connection's own settings are a statement too, and have to be said within this.
  statement_timeout: `'250ms'`,
  lock_timeout: `'1ms'`,
  idle_in_transaction_session_timeout: `'1ms'`,
  idle_session_timeout: `'100ms'`,
};

/** Sets all of it for the database, and takes it back for the superuser by whom the test looks. */
async function setOdd({ name, superuserUrl }: TestDatabase): Promise<void> {
  const client = new pg.Client({ connectionString: superuserUrl });
  await client.connect();
  const [{ me } = { me: '' }] = (await client.query<{ me: string }>('SELECT current_user AS me')).rows;
  for (const [setting, value] of Object.entries(ODD)) {
    const { rows } = await client.query<{ boot: string }>(
      'SELECT quote_literal(reset_val) AS boot FROM pg_settings WHERE lower(name) = $1',
      [setting],
    );
    await client.query(
      `ALTER ROLE ${pg.escapeIdentifier(me)} IN DATABASE ${name} SET ${setting} TO ${rows[0]?.boot}`,
    );
    await client.query(`ALTER DATABASE ${name} SET ${setting} TO ${value}`);
  }
  await client.end();
}

describe('a database whose keeper has set everything otherwise', () => {
  let database: TestDatabase;
  let product: Product;

  beforeAll(async () => {
    database = await testDatabase();
    await setOdd(database);
    product = await startProduct({ database });
  });
  afterAll(() => product?.close());

  const moment = async (sql: string, id: string): Promise<string | undefined> =>
    (await product.admin.query<{ at: Date }>(sql, [id])).rows[0]?.at.toISOString();

  it('is asked in our own terms: every date and moment over GraphQL is what it is', async () => {
    const { conference } = await product
      .as('officer')
      .data<{ conference: Record<string, unknown> }>(
        '{ conference(slug: "test-conference") { startsOn endsOn windows { kind opensAt closesAt } } }',
      );
    const { conferenceId } = product.world;
    const window = `FROM conference.time_window WHERE conference_id = $1`;
    expect(conference).toEqual({
      startsOn: '2030-11-01',
      endsOn: '2030-11-02',
      windows: [
        {
          kind: 'NOMINATION',
          opensAt: await moment(`SELECT opens_at AS at ${window}`, conferenceId),
          closesAt: await moment(`SELECT closes_at AS at ${window}`, conferenceId),
        },
      ],
    });
  });

  it('does the main job, on time', async () => {
    const nominees = nomineesOf(product);
    const icc = product.as('iccCoordinator');
    const id = (await createNomination(icc, nominees.draft('Kathmandu Sample'))).nomination?.id ?? '';
    expect((await submitNomination(icc, id, { version: 1 })).errors).toEqual([]);
    await recommendNomination(product.as('officer'), id, { version: 2, recommendation: 'APPROVE' });
    const isScreened = async () =>
      (
        await product.admin.query<{ done: boolean | null }>(
          `SELECT bool_and(state <> 'PENDING') AS done FROM nominations.screening WHERE nomination_id = $1`,
          [id],
        )
      ).rows[0]?.done === true;
    await drain(isScreened, { what: 'the screening, which moves the nomination on' });
    const { nomination } = await product
      .as('officer')
      .data<{ nomination: Record<string, string> }>(
        'query ($id: ID!) { nomination(id: $id) { createdAt submittedAt dueAt updatedAt } }',
        { id },
      );
    const of = (column: string, table: string, key: string) =>
      moment(`SELECT ${column} AS at FROM ${table} WHERE ${key} = $1`, id);
    expect(nomination).toEqual({
      createdAt: await of('created_at', 'nominations.nomination', 'id'),
      submittedAt: await of('submitted_at', 'nominations.nomination', 'id'),
      // The host's, which its own work moves too.
      updatedAt: await moment(
        `SELECT greatest(n.updated_at, r.changed_at) AS at FROM nominations.nomination n
         JOIN approvals.review r ON r.subject_id = n.id WHERE n.id = $1`,
        id,
      ),
      dueAt: await of('due_at', 'approvals.review', 'subject_id'),
    });
  });

  it('invites until the deadline that it keeps, in mail and on the page, and lets it lapse then', async () => {
    const nominees = nomineesOf(product);
    const id = await nominees.decided('Gangtok Sample', { outcome: 'APPROVE' });
    const release = await releaseDecisions(product.as('approver'), product.world.conferenceId, [id]);
    expect(release.errors).toEqual([]);
    const token = await nominees.invitationToken('Gangtok Sample');
    const look = async () =>
      (
        await product
          .anonymous()
          .data<{ invitation: { state: string; respondBy: string } }>(
            'query ($token: String!) { invitation(token: $token) { state respondBy } }',
            { token },
          )
      ).invitation;
    const respondBy = `SELECT respond_by AS at FROM invitations.invitation WHERE source_id = $1`;
    expect(await look()).toEqual({ state: 'PENDING', respondBy: await moment(respondBy, id) });
    await product.admin.query(
      `UPDATE invitations.invitation SET respond_by = clock_timestamp() - interval '1 second' WHERE source_id = $1`,
      [id],
    );
    expect(await look()).toEqual({ state: 'LAPSED', respondBy: await moment(respondBy, id) });
  });

  it('keeps a trail that verifies', async () => {
    const unsealed = `SELECT count(*)::int AS n FROM audit.event e
      WHERE NOT EXISTS (SELECT FROM audit.seal s WHERE s.event_id = e.id)`;
    await drain(async () => (await product.admin.query<{ n: number }>(unsealed)).rows[0]?.n === 0, {
      what: 'the sealing',
    });
    expect(await verifyAudit(product.settings)).toMatchObject({ isIntact: true, problems: [] });
  });

  it('is built by our migrations from nothing', async () => {
    const empty = await testDatabase({ empty: true });
    await setOdd(empty);
    try {
      expect((await migrate(await testSettings(empty))).length).toBeGreaterThan(10);
    } finally {
      await empty.drop();
    }
  });
});
