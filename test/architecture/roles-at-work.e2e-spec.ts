import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { type Actor, newId } from '#libs/kernel';
import { openDatabase, type OpenedDatabase } from '#libs/access/testing';
import { sqlState, violatedConstraint } from '#libs/platform';
import { createNomination, recommendNomination, submitNomination } from '../journeys/operations.js';
import { walledConferences, type WalledConferences } from '../journeys/walled-conferences.js';
import { insertOf, tablesOf } from '../support/catalogue.js';
import { invitedOrganisation, namedDelegate } from '../support/organisation-invitations.js';
import { CONTEXTS, fillEveryTable } from '../tables/support/tables.js';
import { ME, ROLES_TRIED, type RoleTried, type Trial, type WorldRow } from '../tables/support/trial.js';
import { CHANGEABLE, CHANGEABLE_AS_A_WHOLE } from './changeable-columns.js';

const MATRIX: readonly Trial[] = CONTEXTS.flatMap(({ trials = [] }) => trials);
const VERBS = ['INSERT', 'UPDATE', 'DELETE'] as const;
/** How the trigger on sign-offs, which runs before the policies are asked, refuses whoever is no approver. */
const NO_APPROVER = '23514 approvers_sign';

describe('row-level security knows who may write what', () => {
  let walled: WalledConferences;
  let api: OpenedDatabase;
  let actors: Record<RoleTried, Actor>;
  let rows: Record<WorldRow, string>;

  beforeAll(async () => {
    walled = await walledConferences();
    await fillEveryTable(walled);
    rows = await fillForRoles(walled);
    actors = await actorsOf(walled, [rows.organisation, rows.accepted]);
    api = await openDatabase(walled.product.settings.database.apiUrl, 1);
  });

  afterAll(async () => {
    await api.close();
    await walled.close();
  });

  /** The words of the matrix in place: whoever acts, fresh ids, rows of the world. */
  function filledIn(text: string, actor: Actor): string {
    const me = actor.kind === 'user' ? actor.userId : '';
    return text.replace(/\$([A-Za-z]+)/g, (_all, name: string) => {
      if (name === 'ME') return me;
      if (name === 'OWNER') return ownerOf(actor);
      return name === 'NEW' ? newId() : rows[name as WorldRow];
    });
  }

  /** The row that an insert of the matrix brings, as a copy of one that stands. */
  async function newRow(trial: Trial & { verb: 'INSERT' }, actor: Actor): Promise<object> {
    const found = await walled.product.admin.query<{ row: object }>(
      `SELECT to_jsonb(t) AS row FROM ${trial.table} t WHERE ${filledIn(trial.like, actor)} ORDER BY t LIMIT 1`,
    );
    const [like] = found.rows;
    if (like === undefined) throw new Error(`No row of ${trial.table} is like ${trial.like}`);
    const but = Object.entries(trial.but)
      .filter(([, value]) => value !== ME || actor.kind === 'user')
      .map(([column, value]) => [column, typeof value === 'string' ? filledIn(value, actor) : value]);
    return { ...like.row, ...(Object.fromEntries(but) as object) };
  }

  /** Tries it in the actor's own transaction, straight in SQL, and undoes it: `done`, `untouched`, or what refused it. */
  async function outcomeOf(trial: Trial, actor: Actor): Promise<string> {
    const undone = new Error('undone');
    const values = trial.verb === 'INSERT' ? [JSON.stringify(await newRow(trial, actor))] : [];
    const text =
      trial.verb === 'INSERT'
        ? await insertOf(walled.product.admin, trial.table)
        : filledIn(trial.statement, actor).replaceAll(`''`, 'NULL');
    let count = 0;
    try {
      await api.unitOfWork.run(actor, async (tx) => {
        count = await tx.execute(text, values);
        throw undone;
      });
    } catch (error) {
      if (error !== undone)
        return [sqlState(error) ?? (error as Error).message, violatedConstraint(error) ?? '']
          .join(' ')
          .trim();
    }
    return count > 0 ? 'done' : 'untouched';
  }

  const isRefused = (outcome: string): boolean => ['untouched', '42501', NO_APPROVER].includes(outcome);

  it.each(MATRIX.map((trial) => [trial.verb, trial.table, trial.what, trial] as const))(
    '%s %s: who %s',
    async (_verb, _table, _what, trial) => {
      const permitted: string[] = [];
      const refusals: string[] = [];
      for (const role of ROLES_TRIED) {
        const outcome = await outcomeOf(trial, actors[role]);
        if (isRefused(outcome)) refusals.push(role);
        else permitted.push(role);
        const isDone = outcome === 'done' || outcome.endsWith(` ${trial.stoppedBy ?? 'done'}`);
        if (trial.may.includes(role)) expect([role, outcome, isDone]).toEqual([role, outcome, true]);
      }
      expect(permitted).toEqual(ROLES_TRIED.filter((role) => trial.may.includes(role)));
      expect(refusals).toEqual(ROLES_TRIED.filter((role) => !trial.may.includes(role)));
    },
  );

  it('is tried with every write for which the API has a right at all', async () => {
    const found = await walled.product.admin.query<{ table: string; verb: string }>(
      `SELECT t AS table, v AS verb FROM unnest($1::text[]) AS t, unnest($2::text[]) AS v
       WHERE has_table_privilege('plenary_api', t, v) OR (v = 'UPDATE' AND has_any_column_privilege('plenary_api', t, v))`,
      [await tablesOf(walled.product.admin), VERBS],
    );
    const tried = new Set(MATRIX.map(({ table, verb }) => `${verb} ${table}`));
    expect(found.rows.map(({ table, verb }) => `${verb} ${table}`).sort()).toEqual([...tried].sort());
  });

  it('keeps what a row is, whose it is and who made it', async () => {
    const found = await walled.product.admin.query<{ table: string; columns: string[]; isWhole: boolean }>(
      `SELECT t AS table, array_agg(a.attname::text ORDER BY a.attname) AS columns, has_table_privilege('plenary_api', t, 'UPDATE') AS "isWhole"
       FROM unnest($1::text[]) AS t JOIN pg_attribute a ON a.attrelid = t::regclass AND a.attnum > 0 AND NOT a.attisdropped
       WHERE has_column_privilege('plenary_api', t, a.attname, 'UPDATE') GROUP BY t`,
      [await tablesOf(walled.product.admin)],
    );
    const whole = found.rows.filter(({ isWhole }) => isWhole).map(({ table }) => table);
    expect(whole.sort()).toEqual(CHANGEABLE_AS_A_WHOLE);
    const some = found.rows.filter(({ isWhole }) => !isWhole).map(({ table, columns }) => [table, columns]);
    expect(Object.fromEntries(some)).toEqual(CHANGEABLE);
  });

  it.each([
    ['RETURNED', ['officer']],
    ['WITHDRAWN', ['coordinator']],
    ['LAPSED', []],
  ] as const)('closes a review as %s for nobody else than whose act that is', async (reason, may) => {
    const closers: RoleTried[] = [];
    for (const role of ROLES_TRIED) {
      const undone = new Error('undone');
      const attempt = api.unitOfWork.run(actors[role], async (tx) => {
        await tx.query('SELECT approvals.close_review($1, $2)', [rows.recommended, reason]);
        // A partner reads no review; for looking at it the transaction becomes the host's.
        await tx.query(`SELECT set_config('plenary.conferences', $1, true)`, [`{${rows.conference}}`]);
        const [closed] = await tx.query('SELECT FROM approvals.review WHERE id = $1 AND closed_as = $2', [
          rows.recommendedReview,
          reason,
        ]);
        if (closed !== undefined) closers.push(role);
        throw undone;
      });
      await expect(attempt).rejects.toBe(undone);
    }
    expect(closers).toEqual(may);
  });

  it('asks the grants of a caller whose transaction does not say what they may, as one from before there were duties', async () => {
    const { people, icc, conferenceId } = walled.product.world;
    // A connection on which nobody has ever said it.
    const fresh = await openDatabase(walled.product.settings.database.apiUrl, 1);
    const asked = async (userId: string, duty: string): Promise<unknown> => {
      const { rows: found } = await fresh.database.pool.query<{ ids: string[] }>(
        `WITH caller AS MATERIALIZED (SELECT set_config('plenary.user', $1, true))
         SELECT access.acts_as($2) AS ids FROM caller`,
        [userId, duty],
      );
      return found[0]?.ids;
    };
    try {
      expect(await asked(people.iccNominator.userId, 'drafts')).toEqual([icc]);
      expect(await asked(people.iccNominator.userId, 'coordinates')).toEqual([]);
      expect(await asked(people.officer.userId, 'reviews')).toEqual([conferenceId]);
      expect(await asked(people.officer.userId, 'approves')).toEqual([]);
      expect(await asked(people.approver.userId, 'approves')).toEqual([conferenceId]);
      expect(await asked(people.administrator.userId, 'administers')).toEqual([conferenceId]);
      expect(await asked(people.administrator.userId, 'everything')).toEqual([]);
      expect(await asked('', 'drafts')).toEqual([]);
    } finally {
      await fresh.close();
    }
  });
});

/** Whose the actor's own answers to idempotency keys are. */
function ownerOf(actor: Actor): string {
  if (actor.kind === 'user') return `user:${actor.userId}`;
  return actor.kind === 'invitee' ? `invitee:${actor.tokenHash}` : actor.kind;
}

async function actorsOf(
  { product }: WalledConferences,
  answersFor: readonly string[],
): Promise<Record<RoleTried, Actor>> {
  const { people, icc, conferenceId } = product.world;
  const found = await product.admin.query<{ hash: string }>(
    'SELECT token_hash AS hash FROM invitations.invitation WHERE body_id = $1 LIMIT 1',
    [icc],
  );
  return {
    administrator: people.administrator,
    officer: people.officer,
    approver: people.approver,
    auditor: people.auditor,
    coordinator: people.iccCoordinator,
    nominator: people.iccNominator,
    viewer: people.iccViewer,
    focalPoint: {
      ...people.iccViewer,
      userId: people.chNominator.userId,
      grants: answersFor.map((organisationId) => ({
        role: 'FOCAL_POINT' as const,
        conferenceId,
        bodyId: null,
        organisationId,
      })),
    },
    readOnlyToken: { ...people.iccCoordinator, via: 'token', canWrite: false },
    invitee: { kind: 'invitee', tokenHash: found.rows[0]?.hash ?? '' },
    signIn: { kind: 'sign-in' },
    anonymous: { kind: 'anonymous' },
    system: { kind: 'system', task: 'test' },
  };
}

/** Nominations of the ICC in the states that the matrix asks for, failed work and mail, and credentials of everybody. */
async function fillForRoles({ product, embargoed }: WalledConferences): Promise<Record<WorldRow, string>> {
  const { admin, world } = product;
  const one = async (text: string, ...values: unknown[]): Promise<string> => {
    const found = await admin.query<{ id: string }>(text, values);
    const [first] = found.rows;
    if (first === undefined) throw new Error(`Nothing found: ${text}`);
    return first.id;
  };
  const nominate = async (name: string): Promise<string> => {
    const { nomination } = await createNomination(product.as('iccCoordinator'), {
      conferenceId: world.conferenceId,
      bodyId: world.icc,
      constituencyId: world.business,
      person: { name, email: `${name.toLowerCase()}@example.org`, organisation: 'Sample Networks' },
      justification: 'Runs an exchange',
    });
    return nomination?.id ?? '';
  };
  const [draft, submitted, recommended] = [
    await nominate('Drafted'),
    await nominate('Submitted'),
    await nominate('Recommended'),
  ];
  for (const id of [submitted, recommended])
    await submitNomination(product.as('iccCoordinator'), id, { version: 1 });
  // By a colleague, so that the officer who tries has no voice yet.
  await recommendNomination(product.as('otherOfficer'), recommended, {
    version: 2,
    recommendation: 'APPROVE',
  });
  for (const { userId } of Object.values(world.people)) {
    await admin.query(
      `INSERT INTO access.session (id, user_id, token_hash, expires_at) VALUES ($1, $2, $3, now() + interval '1 day')`,
      [newId(), userId, `another session of ${userId}`],
    );
  }
  const message = `INSERT INTO notifications.message (id, conference_id, body_id, kind, subject_type, subject_id, subject_version,
    recipient_name, recipient_email, state) VALUES ($1, $2, $3, $4, 'test', $1, 1, 'Sample', 'sample@example.org', 'FAILED') RETURNING id`;
  const letter = `INSERT INTO platform.outbox (id, conference_id, queue, job, payload, failed_at) VALUES ($1, $2, 'test', 'test', '{}', now()) RETURNING id`;
  return {
    conference: world.conferenceId,
    icc: world.icc,
    organisation: (await invitedOrganisation(product, { state: 'SENT' })).organisationId,
    accepted: (await namedDelegate(product)).organisationId,
    draft,
    submitted,
    recommended,
    recommendedReview: await one('SELECT id FROM approvals.review WHERE subject_id = $1', recommended),
    decision: await one(
      `UPDATE approvals.decision SET batch_id = NULL, released_at = NULL WHERE subject_id = $1 RETURNING id`,
      embargoed,
    ),
    failedMessage: await one(message, newId(), world.conferenceId, world.icc, 'DECISION_NOTICE'),
    failedMessageOfNone: await one(message, newId(), null, null, 'SIGN_IN_LINK'),
    deadLetter: await one(letter, newId(), world.conferenceId),
    deadLetterOfNone: await one(letter, newId(), null),
  };
}
