import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type UserActor } from '#libs/kernel';
import { openDatabase, type OpenedDatabase } from '#libs/access/testing';
import { sqlState } from '#libs/platform';
import { walledConferences, type WalledConferences } from '../journeys/walled-conferences.js';
import { insertOf, tablesOf } from '../support/catalogue.js';
import { CONTEXTS, fillEveryTable } from '../tables/support/tables.js';

/** Open to everybody for reading, as the catalogue's test says. */
const PUBLIC = /^(conference\.|audit\.era$|platform\.worker$|notifications\.mail_server$)/;
/** Rows that whoever may do anything leaves behind, wherever they belong. */
const OF_ANY_SCOPE: readonly string[] = ['platform.outbox'];
const RIGHTS = ['SELECT', 'INSERT', 'UPDATE', 'DELETE'] as const;

interface Table {
  readonly name: string;
  readonly columns: readonly string[];
  /** What the API may do with it at all. */
  readonly rights: readonly (typeof RIGHTS)[number][];
  /** A column that the API may change. */
  readonly changeable: string | null;
}

interface Viewer {
  readonly actor: UserActor;
  /** SQL: the row `t` lies beyond this viewer's wall. Undefined for a table that does not say whose its rows are. */
  readonly beyond: (table: Table) => string | undefined;
}

const VIEWERS = ['a coordinator of the ICC', 'an officer of the other conference'] as const;

describe('row-level security, by itself, on a database that is full', () => {
  let walled: WalledConferences;
  let api: OpenedDatabase;
  let tables: Table[];

  beforeAll(async () => {
    walled = await walledConferences();
    await fillEveryTable(walled);
    // One connection, so that nothing could hide on another one.
    api = await openDatabase(walled.product.settings.database.apiUrl, 1);
    tables = [];
    for (const name of await tablesOf(walled.product.admin)) tables.push(await describeTable(name));
  });

  afterAll(async () => {
    await api.close();
    await walled.close();
  });

  async function describeTable(name: string): Promise<Table> {
    const { rows } = await walled.product.admin.query<Omit<Table, 'name'>>(
      `SELECT ARRAY(SELECT attname::text FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped ORDER BY attnum) AS columns,
         ARRAY(SELECT r FROM unnest($2::text[]) AS r WHERE has_table_privilege('plenary_api', c.oid, r)
           OR (r = 'UPDATE' AND has_any_column_privilege('plenary_api', c.oid, r))) AS rights,
         (SELECT attname::text FROM pg_attribute WHERE attrelid = c.oid AND attnum > 0 AND NOT attisdropped
           AND has_column_privilege('plenary_api', c.oid, attnum, 'UPDATE') ORDER BY attnum LIMIT 1) AS changeable
       FROM pg_class c WHERE c.oid = $1::regclass`,
      [name, RIGHTS],
    );
    return { name, ...(rows[0] as Omit<Table, 'name'>) };
  }

  /** Rows as the owner of everything counts them. */
  async function count(table: Table, condition: string): Promise<number> {
    const { rows } = await walled.product.admin.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM ${table.name} t WHERE ${condition}`,
    );
    return rows[0]?.count ?? 0;
  }

  /** Runs a statement under the viewer's scope, undoes it, and tells how many rows it touched or why it was refused. */
  async function touched(
    actor: UserActor,
    text: string,
    values: readonly unknown[] = [],
  ): Promise<number | string> {
    let rows = -1;
    const undone = new Error('undone');
    try {
      await api.unitOfWork.run(actor, async (tx) => {
        rows = await tx.execute(text, values);
        throw undone;
      });
    } catch (error) {
      if (error === undone) return rows;
      return `${sqlState(error) ?? ''} ${(error as Error).message.replace(/ for table .*/, '')}`;
    }
    return rows;
  }

  function viewer(name: (typeof VIEWERS)[number]): Viewer {
    const { world } = walled.product;
    const actor = name === VIEWERS[0] ? world.people.iccCoordinator : walled.other.people.officer;
    const isPartner = name === VIEWERS[0];
    const whose: Readonly<Record<string, string>> = isPartner
      ? { body_id: `t.body_id IS DISTINCT FROM '${world.icc}'`, conference_id: 'true' }
      : { conference_id: `t.conference_id IS DISTINCT FROM '${walled.other.conferenceId}'` };
    const inOwn = isPartner
      ? `g.body_id = '${world.icc}'`
      : `g.conference_id = '${walled.other.conferenceId}'`;
    const system = (alias: string) =>
      `(${(isPartner ? whose.body_id : whose.conference_id)?.replaceAll('t.', `${alias}.`) ?? ''})`;
    // Of organisations a body sees those that the host lists.
    const notListed = isPartner
      ? `NOT (t.is_listed AND t.conference_id = '${world.conferenceId}')`
      : (whose.conference_id ?? '');
    const special: Readonly<Record<string, string>> = {
      'access.app_user': `NOT EXISTS (SELECT FROM access.role_grant g WHERE g.user_id = t.id AND ${inOwn}) AND (t.body_id IS NULL OR ${system('t')})`,
      'access.api_token': `t.user_id <> '${actor.userId}' AND NOT EXISTS (SELECT FROM access.app_user u WHERE u.id = t.user_id AND u.body_id IS NOT NULL AND NOT ${system('u')})`,
      'access.sign_in_link': 'true',
      'access.sign_in_request': 'true',
      'access.rate_limit': 'true',
      'access.caused_mail': 'true',
      'audit.seal': isPartner
        ? 'true'
        : `NOT EXISTS (SELECT FROM audit.event e WHERE e.id = t.event_id AND e.conference_id = '${walled.other.conferenceId}')`,
      'organisations.catalogue': notListed,
      'organisations.organisation': notListed,
      'conference.conference': isPartner ? 'true' : `t.id <> '${walled.other.conferenceId}'`,
      'platform.idempotency': `t.owner <> 'user:${actor.userId}'`,
      'audit.era': 'true',
      'notifications.mail_server': 'true',
      'platform.worker': 'true',
    };
    const byUser = { user_id: `t.user_id <> '${actor.userId}'` };
    return {
      actor,
      beyond: ({ name: table, columns }) => {
        const column = [...Object.keys(whose), 'user_id'].find((one) => columns.includes(one)) ?? '';
        return special[table] ?? { ...byUser, ...whose }[column];
      },
    };
  }

  it('is tried on rows: every table has some, and of both partners where it says whose they are', async () => {
    const empty: string[] = [];
    for (const table of tables) {
      const { icc, chathamHouse } = walled.product.world;
      const conditions = table.columns.includes('body_id')
        ? [icc, chathamHouse].map((id) => `t.body_id = '${id}'`)
        : ['true'];
      for (const condition of conditions)
        if ((await count(table, condition)) === 0) empty.push(`${table.name} WHERE ${condition}`);
    }
    expect(empty).toEqual([]);
    expect(tables.length).toBeGreaterThan(25);
  });

  it('shows no row of any table to a connection that never set its scope', async () => {
    const seen: string[] = [];
    for (const { name } of tables.filter(
      ({ name: one, rights }) => !PUBLIC.test(one) && rights.includes('SELECT'),
    )) {
      const { rowCount } = await api.database.pool.query(`SELECT FROM ${name} LIMIT 1`);
      if (rowCount !== 0) seen.push(name);
    }
    expect(seen).toEqual([]);
  });

  it('shows a coordinator what is theirs, in these tables and no others', async () => {
    const { actor } = viewer(VIEWERS[0]);
    const seen: string[] = [];
    for (const { name } of tables.filter(
      ({ name: one, rights }) => !PUBLIC.test(one) && rights.includes('SELECT'),
    ))
      if (Number(await touched(actor, `SELECT FROM ${name}`)) > 0) seen.push(name);
    expect(seen).toEqual(CONTEXTS.flatMap(({ seenByCoordinator = [] }) => seenByCoordinator));
  });

  it.each(VIEWERS)('lets %s read no row from beyond the wall, change none and delete none', async (name) => {
    const { actor, beyond } = viewer(name);
    for (const table of tables) {
      const condition = beyond(table);
      if (condition === undefined)
        throw new Error(`${table.name} does not say whose its rows are; add a rule`);
      expect([table.name, await count(table, condition)]).not.toEqual([table.name, 0]);
      const from = `${table.name} t WHERE ${condition}`;
      const { changeable, rights } = table;
      if (rights.includes('SELECT') && !PUBLIC.test(table.name))
        expect([table.name, await touched(actor, `SELECT FROM ${from}`)]).toEqual([table.name, 0]);
      if (changeable !== null) {
        const update = `UPDATE ${table.name} t SET ${changeable} = t.${changeable}`;
        expect([table.name, await touched(actor, `${update} WHERE ${condition}`)]).toEqual([table.name, 0]);
      }
      if (rights.includes('DELETE'))
        expect([table.name, await touched(actor, `DELETE FROM ${from}`)]).toEqual([table.name, 0]);
    }
  });

  it.each(VIEWERS)('refuses what %s would add beyond the wall', async (name) => {
    const { actor, beyond } = viewer(name);
    const writable = tables.filter((table) => table.rights.includes('INSERT'));
    const open: string[] = [];
    for (const table of writable) {
      const { rows } = await walled.product.admin.query<{ row: object }>(
        `SELECT to_jsonb(t) AS row FROM ${table.name} t WHERE ${beyond(table) ?? 'false'} LIMIT 1`,
      );
      const text = await insertOf(walled.product.admin, table.name);
      const outcome = await touched(actor, text, [rows[0]?.row]);
      if (outcome !== '42501 new row violates row-level security policy')
        open.push(`${table.name}: ${outcome}`);
    }
    // A job may be of any scope. Its copy only meets its own key here. (So may an event, but not in another's name.)
    expect(open).toEqual(OF_ANY_SCOPE.map((table) => expect.stringMatching(new RegExp(`^${table}: 23505`))));
  });

  it('lets no row be pushed over the wall', async () => {
    const { actor } = viewer(VIEWERS[0]);
    const { icc, chathamHouse } = walled.product.world;
    const movable = tables.filter(
      ({ columns, rights }) =>
        columns.includes('body_id') && rights.includes('UPDATE') && rights.includes('SELECT'),
    );
    const moved: string[] = [];
    for (const { name } of movable) {
      const outcome = await touched(
        actor,
        `UPDATE ${name} SET body_id = '${chathamHouse}' WHERE body_id = '${icc}'`,
      );
      // Refused by the check, or none of the body's to change.
      if (outcome !== 0 && !String(outcome).startsWith('42501')) moved.push(`${name}: ${outcome}`);
    }
    expect(moved).toEqual([]);
    expect(movable.map(({ name }) => name)).toContain('nominations.nomination');
  });
});
