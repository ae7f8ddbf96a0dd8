import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { ask } from '#libs/platform/testing';
import { drain } from '#libs/testing';
import { type Product, startProduct } from '../support/product.js';
import {
  changesOf,
  forbidding,
  type HeldByIndex,
  indexesOf,
  type RowChange,
  watchChanges,
} from '../support/row-changes.js';
import { signIn, signInToken } from '../support/sign-in.js';
import { nomineesOf } from './nominees.js';
import {
  createNomination,
  decideNomination,
  recommendNomination,
  releaseDecisions,
  reopenNomination,
  returnNomination,
  submitNomination,
  updateNomination,
} from './operations.js';

const BY_CHANGE = ['nomination_body_id_updated_at_id_idx', 'nomination_conference_id_updated_at_id_idx'];
const BY_STATE = ['nomination_body_id_state_id_idx', 'nomination_conference_id_state_id_idx'];
/** The state, the time of the change, and the two that find it beside something else. */
const OF_STATE_AND_TIME = [...BY_CHANGE, ...BY_STATE, 'nomination_reserve', 'nomination_search'];
/** And when it changed, which the host's lists are filtered by. */
const INBOX = ['review_body', 'review_changed', 'review_inbox', 'review_stage'];

/**
 * What people and the worker do to rows that are there, and the indexes that hold what it changes. Where there are none the row stays
 * on its page and no index is written: nothing but a change of state has some, and an edit of a nomination, whose last change
 * lists are sorted by. A table of its own for that time was tried at 20,000: a page of such a list then reads 87 buffers instead of 23
 * (a search 1,605 instead of 406), and an edit 49 instead of 52.
 */
const CHANGES: Readonly<Record<string, readonly string[]>> = {
  'nominations.nomination: edited': BY_CHANGE,
  'nominations.nomination: renamed': [...BY_CHANGE, 'nomination_search'],
  'nominations.nomination: ranked': [
    ...BY_CHANGE,
    'nomination_body_id_rank',
    'nomination_conference_id_rank',
    'nomination_reserve',
  ],
  'nominations.nomination: DRAFT → SUBMITTED': OF_STATE_AND_TIME,
  'nominations.nomination: SUBMITTED → UNDER_REVIEW': OF_STATE_AND_TIME,
  // By the answer to its invitation: it is seen with it.
  'nominations.nomination: followed': BY_CHANGE,
  'nominations.nomination: UNDER_REVIEW → RETURNED': OF_STATE_AND_TIME,
  'nominations.nomination: RETURNED → SUBMITTED': OF_STATE_AND_TIME,
  'nominations.nomination: UNDER_REVIEW → APPROVED': OF_STATE_AND_TIME,
  'nominations.organisation_text: typed anew': ['organisation_text_unmatched'],
  'nominations.person: as before': [],
  'nominations.person: edited': [],
  'nominations.quota: counted': [],
  'nominations.screening: PENDING → CLEAR': [],
  'nominations.screening: PENDING → FLAGGED': [],
  'approvals.review: REVIEW → SIGN_OFF': INBOX,
  // Due when it was.
  'approvals.review: SIGN_OFF → RELEASE': ['review_changed', 'review_stage'],
  'approvals.review: RELEASE → SIGN_OFF': INBOX,
  'approvals.review: closed': [
    'review_body',
    'review_changed',
    'review_inbox',
    'review_one_open',
    'review_stage',
  ],
  'approvals.step: taken back': ['step_one_sign_off_each', 'step_one_sign_off_for_each'],
  'approvals.decision: taken back': ['decision_one_standing', 'decision_subject', 'decision_waiting'],
  'approvals.decision: released': ['decision_batch', 'decision_waiting'],
  'invitations.invitation: PENDING → CONFIRMED': ['invitation_live', 'invitation_live_of_source'],
  'invitations.invitation: CONFIRMED → DECLINED': ['invitation_live', 'invitation_live_of_source'],
  'notifications.message: QUEUED → SENDING': [],
  'notifications.message: SENDING → DEFERRED': [],
  'notifications.message: SENDING → SENT': [
    'message_batch',
    'message_body',
    'message_conference',
    'message_search',
    'message_state',
    'message_troubled',
  ],
  'platform.outbox: relayed': ['outbox_open', 'outbox_to_relay'],
  'platform.outbox: claimed': [],
  'platform.outbox: done': ['outbox_done', 'outbox_open', 'outbox_open_children', 'outbox_to_relay'],
  'access.session: used': [],
  'access.api_token: used': [],
  'access.rate_limit: counted': [],
  'access.sign_in_link: used': [],
  'access.sign_in_link: sent': ['sign_in_link_over'],
};
/** What happens now and then, depending on who comes first and how long all this takes. */
const AT_TIMES: Readonly<Record<string, readonly string[]>> = {
  'nominations.nomination: SUBMITTED → RETURNED': OF_STATE_AND_TIME,
  'notifications.mail_server: seen': [],
  'platform.worker: seen': [],
  'notifications.message: told of': [],
  'notifications.message: renewed': [],
  'notifications.message: as before': [],
  'platform.outbox: renewed': [],
  // The next try of what was put off is due later.
  'platform.outbox: tried again': ['outbox_open'],
};

/** By a column that changes, what that is called; the first one counts. */
const CALLED: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  'nominations.nomination': {
    rank: 'ranked',
    search_text: 'renamed',
    version: 'edited',
    follow_ups: 'followed',
  },
  'nominations.person': { organisation: 'edited' },
  'nominations.organisation_text': { typed: 'typed anew' },
  'nominations.quota': { held: 'counted', consumed: 'counted', on_offer: 'counted' },
  'approvals.review': { closed_at: 'closed' },
  'approvals.step': { voided_at: 'taken back' },
  'approvals.decision': { voided_at: 'taken back', released_at: 'released' },
  'notifications.mail_server': { taken_at: 'seen' },
  'notifications.message': { cancel_requested_at: 'told of', lease_until: 'renewed' },
  'platform.outbox': {
    done_at: 'done',
    relayed_at: 'relayed',
    run_at: 'tried again',
    attempts: 'claimed',
    lease_until: 'renewed',
  },
  'platform.worker': { beat_at: 'seen' },
  'access.session': { last_seen_at: 'used' },
  'access.api_token': { last_used_at: 'used' },
  'access.rate_limit': { hits: 'counted' },
  'access.sign_in_link': { used_at: 'used', expires_at: 'sent' },
};

function kindOf({ table, columns, before, after }: RowChange): string {
  const state = ['state', 'stage'].find((column) => columns.includes(column));
  if (state !== undefined) return `${table}: ${String(before[state])} → ${String(after[state])}`;
  const [, called] = Object.entries(CALLED[table] ?? {}).find(([column]) => columns.includes(column)) ?? [];
  if (columns.length === 0) return `${table}: as before`;
  return `${table}: ${called ?? columns.join(', ')}`;
}

const answer = (mutation: string): string =>
  `mutation ($token: String!) { answered: ${mutation}(token: $token, input: { idempotencyKey: "${mutation}" }) { errors { code } } }`;
const VIEWER = '{ viewer { user { id } } }';

let product: Product;
let changes: readonly RowChange[];
let indexes: readonly HeldByIndex[];

const emailOf = async (person: 'iccCoordinator' | 'iccViewer'): Promise<string> =>
  (
    await product.admin.query<{ email: string }>('SELECT email FROM access.app_user WHERE id = $1', [
      product.world.people[person].userId,
    ])
  ).rows[0]?.email ?? '';

/** What is due has been done, and every message been tried. */
const atRest = (): Promise<true> =>
  drain(
    async () => {
      const { rowCount } = await product.admin.query(
        `SELECT FROM platform.outbox WHERE done_at IS NULL AND failed_at IS NULL AND run_at < now()
         UNION ALL SELECT FROM notifications.message WHERE state IN ('QUEUED', 'SENDING')`,
      );
      return rowCount === 0;
    },
    { what: 'what is due to be done', timeoutMs: 30_000 },
  );

/** The main job with a return, a reopening and a change of mind, and a mail that is put off. */
async function everyAct(): Promise<void> {
  const nominees = nomineesOf(product);
  const {
    iccCoordinator: icc,
    officer,
    approver,
  } = {
    iccCoordinator: product.as('iccCoordinator'),
    officer: product.as('officer'),
    approver: product.as('approver'),
  };
  const draft = nominees.draft('Ada Lovesample');
  const id = (await createNomination(icc, draft)).nomination?.id ?? '';
  product.sink.script({
    at: 'rcpt',
    recipient: await emailOf('iccCoordinator'),
    times: 1,
    do: { kind: 'answer', code: 451, text: 'later' },
  });
  const acts: (() => Promise<{ readonly errors: readonly unknown[] }>)[] = [
    () => updateNomination(icc, id, { justification: 'Keeps the exchange point running' }),
    () => updateNomination(icc, id, { rank: 3 }),
    () => updateNomination(icc, id, { person: { ...draft.person, organisation: 'Sample Networks' } }),
    () => submitNomination(icc, id, {}),
    () => returnNomination(officer, id, { question: 'Which exchange point?' }),
    () => submitNomination(icc, id, {}),
    () => recommendNomination(officer, id, { recommendation: 'APPROVE' }),
    () => decideNomination(approver, id, { outcome: 'APPROVE' }),
    () => reopenNomination(approver, id, { reason: 'Look once more' }),
    () => decideNomination(approver, id, { outcome: 'APPROVE' }),
    () => releaseDecisions(approver, product.world.conferenceId),
  ];
  for (const act of acts) {
    expect((await act()).errors).toEqual([]);
    await atRest();
  }
  const token = await nominees.invitationToken('Ada Lovesample');
  for (const mutation of ['confirmInvitation', 'declineInvitation']) {
    const { data } = await product.anonymous().query(answer(mutation), { token });
    expect(data).toEqual({ answered: { errors: [] } });
    await atRest();
  }
  const viewer = await emailOf('iccViewer');
  const { secret } = await signIn(product.url, await signInToken(product.url, product.sink, viewer));
  await signInToken(product.url, product.sink, viewer);
  await product.admin.query(`UPDATE access.session SET last_seen_at = last_seen_at - interval '6 minutes'`);
  expect((await ask(product.url, VIEWER, { cookie: secret })).errors ?? []).toEqual([]);
  await atRest();
}

interface Updates extends Record<string, unknown> {
  readonly all: number;
  /** Which left the indexes alone. */
  readonly onTheirPage: number;
}

/** Updates of a table so far; PostgreSQL’s processes tell some moments after they have made them. */
async function updatesOf(table: string): Promise<Updates> {
  const { rows } = await product.admin.query<Updates>(
    `SELECT n_tup_upd::int AS all, n_tup_hot_upd::int AS "onTheirPage" FROM pg_stat_user_tables WHERE relid = $1::regclass`,
    [table],
  );
  return rows[0] ?? { all: 0, onTheirPage: 0 };
}

beforeAll(async () => {
  product = await startProduct({ places: 10 });
  indexes = await indexesOf(product.admin);
  await watchChanges(product.admin);
  await everyAct();
  await product.stopWorker();
  changes = await changesOf(product.admin);
});
afterAll(() => product.close());

describe('an update', () => {
  it('writes no index but those that hold what it changes: none at all unless a state changes', () => {
    const found = new Map<string, Set<string>>();
    for (const change of changes) {
      const kind = kindOf(change);
      const held = found.get(kind) ?? new Set();
      forbidding(indexes, change).forEach((index) => held.add(index));
      found.set(kind, held);
    }
    const known = { ...CHANGES, ...AT_TIMES };
    const sorted = (kinds: Readonly<Record<string, Iterable<string>>>): Record<string, string[]> =>
      Object.fromEntries(Object.entries(kinds).map(([kind, names]) => [kind, [...names].sort()]));
    expect(sorted({ ...known, ...Object.fromEntries(found) })).toEqual(sorted(known));
    expect(Object.keys(CHANGES).filter((kind) => !found.has(kind))).toEqual([]);
  });

  it('writes no index that does not say what asks for it', () => {
    const written = new Set(changes.flatMap((change) => forbidding(indexes, change)));
    const silent = indexes.filter(({ reason }) => (reason ?? '').length < 20);
    expect(silent.filter(({ name }) => written.has(name.replace(/^.*\./, '')))).toEqual([]);
  });

  it('stays on its page, as PostgreSQL counts, wherever no index holds what it changes', async () => {
    for (const table of new Set(changes.map((change) => change.table))) {
      const of = changes.filter((change) => change.table === table);
      const counted = await drain(
        async () => {
          const updates = await updatesOf(table);
          return updates.all >= of.length ? updates : undefined;
        },
        { what: `the updates of ${table}`, timeoutMs: 30_000 },
      );
      const expected = of.filter((change) => forbidding(indexes, change).length === 0).length;
      expect({ table, onTheirPage: counted.onTheirPage }).toEqual({ table, onTheirPage: expected });
    }
  });

  it('finds room on its page, and a vacuum that comes often, in the tables that change most', async () => {
    const { rows } = await product.admin.query<{ table: string; settings: string[] }>(
      `SELECT oid::regclass::text AS table, reloptions AS settings FROM pg_class
       WHERE relkind = 'r' AND reloptions IS NOT NULL ORDER BY 1`,
    );
    const often = ['autovacuum_vacuum_scale_factor=0.02', 'autovacuum_analyze_scale_factor=0.05'];
    expect(Object.fromEntries(rows.map(({ table, settings }) => [table, settings]))).toEqual({
      'access.api_token': ['fillfactor=80'],
      'access.rate_limit': ['fillfactor=80'],
      'access.session': ['fillfactor=80'],
      'approvals.review': ['fillfactor=85', ...often],
      // No change of a nomination leaves all indexes alone: the time of the last change is in two of them.
      'nominations.nomination': often,
      'nominations.person': ['fillfactor=90'],
      'nominations.quota': ['fillfactor=50'],
      'nominations.screening': ['fillfactor=70'],
      'notifications.message': [...often, 'fillfactor=70'],
      'platform.outbox': ['fillfactor=85', ...often],
      'webhooks.delivery': ['fillfactor=85', ...often],
    });
  });
});
