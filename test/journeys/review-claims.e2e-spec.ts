import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#libs/kernel';
import { type Person, type Product, startProduct } from '../support/product.js';
import { nomineesOf } from './nominees.js';
import {
  actOnMany,
  createNomination,
  decideNomination,
  recommendNomination,
  submitNomination,
} from './operations.js';

interface Refusal {
  readonly code: string;
  readonly message: string;
  readonly claimedBy: { readonly id: string } | null;
}
interface Assignment {
  readonly outcome: string;
  readonly nomination: { readonly id: string } | null;
  readonly assignee: { readonly id: string } | null;
  readonly obstacles: readonly { readonly colleague: { readonly id: string }; readonly obstacle: string }[];
}
interface AssignAnswer {
  readonly assignments: readonly Assignment[] | null;
  readonly colleagues: readonly { readonly before: number; readonly given: number }[] | null;
  readonly errors: readonly { readonly code: string; readonly path: readonly string[] }[];
}

let product: Product;
let count = 0;

beforeAll(async () => {
  product = await startProduct({ places: 100, withoutWorker: true });
});
afterAll(() => product.close());

const idOf = (person: Person): string => product.world.people[person].userId;

async function submitted(): Promise<string> {
  const icc = product.as('iccCoordinator');
  count += 1;
  const person = { name: `Claim Sample ${count}`, email: `claim.${count}@example.org` };
  const draft = nomineesOf(product).draft(person.name, { person });
  const id = (await createNomination(icc, draft)).nomination?.id ?? '';
  await submitNomination(icc, id, { version: 1 });
  return id;
}
async function recommended(by: Person = 'officer'): Promise<string> {
  const id = await submitted();
  await recommendNomination(product.as(by), id, { version: 2, recommendation: 'APPROVE' });
  return id;
}

async function act(name: 'claimReview' | 'releaseReviewClaim', by: Person, id: string): Promise<Refusal[]> {
  const capital = `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}`;
  const told = name === 'claimReview' ? 'code message claimedBy { id }' : 'code message';
  const data = await product
    .as(by)
    .data<Record<string, { errors: Refusal[] }>>(
      `mutation ($id: ID, $input: ${capital}Input!) { ${name}(id: $id, input: $input) { errors { ${told} } } }`,
      { id, input: { idempotencyKey: randomUUID(), version: 2 } },
    );
  return data[name]?.errors ?? [];
}
const codes = async (errors: Promise<Refusal[]>): Promise<string[]> => (await errors).map(({ code }) => code);
const claim = (by: Person, id: string): Promise<string[]> => codes(act('claimReview', by, id));

/** Who is on it, as this person reads it. */
async function holder(by: Person, id: string): Promise<string | null> {
  const { nomination } = await product
    .as(by)
    .data<{ nomination: { claim: { by: { id: string } } | null } }>(
      'query ($id: ID) { nomination(id: $id) { claim { by { id } } } }',
      { id },
    );
  return nomination.claim?.by.id ?? null;
}

async function inbox(by: Person, claims: readonly string[]): Promise<string[]> {
  const { inbox: found } = await product
    .as(by)
    .data<{ inbox: { totalCount: number; nodes: { nomination: { id: string } }[] } }>(
      'query ($filter: InboxFilter) { inbox(first: 100, filter: $filter) { totalCount nodes { nomination { id } } } }',
      { filter: { claims } },
    );
  expect(found.totalCount).toBe(found.nodes.length);
  return found.nodes.map(({ nomination }) => nomination.id);
}

async function assign(by: Person, input: object): Promise<AssignAnswer> {
  const { assignReviews } = await product.as(by).data<{ assignReviews: AssignAnswer }>(
    `mutation ($input: AssignReviewsInput!) { assignReviews(input: $input) {
      assignments { outcome nomination { id } assignee { id } obstacles { colleague { id } obstacle } }
      colleagues { before given } errors { code path } } }`,
    { input: { idempotencyKey: randomUUID(), conferenceId: product.world.conferenceId, ...input } },
  );
  return assignReviews;
}
const mails = async (person: Person): Promise<number> => {
  const { rows } = await product.admin.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM notifications.message m JOIN access.app_user u ON u.email = m.recipient_email
     WHERE m.kind = 'REVIEWS_ASSIGNED' AND u.id = $1`,
    [idOf(person)],
  );
  return rows[0]?.count ?? 0;
};

describe('a review that somebody has taken on', () => {
  it('is told to the host, and to nobody of a body', async () => {
    const id = await submitted();
    expect(await claim('officer', id)).toEqual([]);
    expect(await holder('otherOfficer', id)).toBe(idOf('officer'));
    expect(await holder('auditor', id)).toBe(idOf('officer'));
    expect(await holder('iccCoordinator', id)).toBeNull();
    const history = await product
      .as('iccCoordinator')
      .data('query ($id: ID) { nomination(id: $id) { version history { nodes { action } } } }', { id });
    expect(JSON.stringify(history)).not.toContain('review-claimed');
    expect(await mails('officer')).toBe(0);
  });

  it('is found in the inbox by whose it is', async () => {
    const [mine, theirs, nobodys] = [await submitted(), await submitted(), await submitted()];
    await claim('officer', mine);
    await claim('otherOfficer', theirs);
    expect(await inbox('officer', ['MINE'])).toEqual(expect.arrayContaining([mine]));
    expect(await inbox('officer', ['MINE'])).not.toEqual(expect.arrayContaining([theirs]));
    expect(await inbox('officer', ['COLLEAGUES'])).toEqual([theirs]);
    expect(await inbox('officer', ['NOBODYS'])).toEqual([nobodys]);
    expect(await inbox('iccCoordinator', ['NOBODYS'])).toEqual([]);
    expect((await inbox('officer', ['NOBODYS', 'COLLEAGUES'])).sort()).toEqual([theirs, nobodys].sort());
  });

  it('is one person’s: of two who take it at once one has it, and the other reads who', async () => {
    const id = await submitted();
    const both = ['officer', 'otherOfficer'] as const;
    const answers = await Promise.all(both.map((by) => act('claimReview', by, id)));
    const winner = both[answers.findIndex((errors) => errors.length === 0)];
    const [refused] = answers.flat();
    expect(answers.flat().map(({ code }) => code)).toEqual(['ALREADY_CLAIMED']);
    expect(refused?.claimedBy?.id).toBe(idOf(winner ?? 'auditor'));
    expect(refused?.message).toContain('is on it already');
    expect(await holder('officer', id)).toBe(idOf(winner ?? 'auditor'));
  });

  it('is no lock: a colleague acts all the same, and it ends with the stage', async () => {
    const id = await submitted();
    await claim('officer', id);
    const { errors } = await recommendNomination(product.as('otherOfficer'), id, {
      version: 2,
      recommendation: 'APPROVE',
    });
    expect(errors).toEqual([]);
    expect(await holder('officer', id)).toBeNull();
    expect(await claim('approver', id)).toEqual([]);
    expect(await holder('officer', id)).toBe(idOf('approver'));
  });

  it('is let go by whoever is on it, and by nobody else', async () => {
    const id = await submitted();
    await claim('officer', id);
    expect(await codes(act('releaseReviewClaim', 'otherOfficer', id))).toEqual(['ACTION_UNAVAILABLE']);
    expect(await codes(act('releaseReviewClaim', 'officer', id))).toEqual([]);
    expect(await holder('officer', id)).toBeNull();
    expect(await claim('otherOfficer', id)).toEqual([]);
  });

  it('is not for whoever is involved, lacks the role, or is out of sight of it', async () => {
    const id = await recommended();
    await product.admin.query(
      'INSERT INTO approvals.involvement (subject_id, user_id, conference_id) VALUES ($1, $2, $3)',
      [id, idOf('approver'), product.world.conferenceId],
    );
    expect(await claim('approver', id)).toEqual(['SEPARATION_OF_DUTIES']);
    expect(await claim('officer', id)).toEqual(['ACTION_UNAVAILABLE']);
    expect(await claim('administrator', id)).toEqual(['FORBIDDEN']);
    expect(await claim('iccCoordinator', id)).toEqual(['FORBIDDEN']);
    expect(await claim('chCoordinator', id)).toEqual(['NOT_FOUND']);
    expect(await claim('otherApprover', id)).toEqual([]);
  });

  it('ends with an absence for good, and with the role', async () => {
    const [one, other] = [await recommended(), await recommended()];
    await claim('approver', one);
    await claim('otherApprover', other);
    const absence = newId();
    await product.admin.query(
      `INSERT INTO approvals.absence (id, conference_id, user_id, starts_at, ends_at) VALUES ($1, $2, $3, now(), now() + interval '1 hour')`,
      [absence, product.world.conferenceId, idOf('approver')],
    );
    expect(await holder('officer', one)).toBeNull();
    expect(await claim('approver', await recommended())).toEqual(['ACTION_UNAVAILABLE']);
    await product.admin.query('UPDATE approvals.absence SET ends_at = clock_timestamp() WHERE id = $1', [
      absence,
    ]);
    expect(await holder('officer', one)).toBeNull();
    expect(await claim('approver', one)).toEqual([]);

    const grants = (revoked: string): Promise<unknown> =>
      product.admin.query(`UPDATE access.role_grant SET revoked_at = ${revoked} WHERE user_id = $1`, [
        idOf('otherApprover'),
      ]);
    await grants('clock_timestamp()');
    expect(await holder('officer', other)).toBeNull();
    await grants('NULL');
  });

  it('ends for whoever has said theirs, where others have to agree', async () => {
    const id = await submitted();
    await product.admin.query(
      `UPDATE approvals.review SET plan = jsonb_set(plan, '{stages,0,quorum}', '2') WHERE subject_id = $1`,
      [id],
    );
    await claim('officer', id);
    await recommendNomination(product.as('officer'), id, { version: 2, recommendation: 'APPROVE' });
    expect(await holder('officer', id)).toBeNull();
    expect(await claim('officer', id)).toEqual(['ACTION_UNAVAILABLE']);
    expect(await claim('otherOfficer', id)).toEqual([]);
  });

  it('is taken on, and let go, of many at once, each by itself', async () => {
    const ids = [await submitted(), await submitted()];
    await claim('otherOfficer', ids[1] ?? '');
    const items = ids.map((id) => ({ id, version: 2 }));
    const tell = async (name: string): Promise<string[]> =>
      ((await actOnMany(product.as('officer'), name, items)).results ?? []).map(
        ({ outcome, errors }) => errors[0]?.code ?? outcome,
      );
    expect(await tell('claimReview')).toEqual(['DONE', 'ALREADY_CLAIMED']);
    expect(await tell('releaseReviewClaim')).toEqual(['DONE', 'ACTION_UNAVAILABLE']);
  });
});

describe('reviews that are given to colleagues', () => {
  it('are spread evenly by what each is on, in one mail for each; nothing happens in a dry run', async () => {
    const ids = [await submitted(), await submitted(), await submitted(), await submitted()];
    const chosen = { nominationIds: ids, assigneeIds: [idOf('officer'), idOf('otherOfficer')] };
    const { colleagues: before } = await assign('administrator', { ...chosen, isDryRun: true });
    const loads = (before ?? []).map((one) => one.before);
    expect(await Promise.all(ids.map((id) => holder('officer', id)))).toEqual([null, null, null, null]);
    expect([await mails('officer'), await mails('otherOfficer')]).toEqual([0, 0]);

    const { assignments, colleagues, errors } = await assign('administrator', chosen);
    expect(errors).toEqual([]);
    expect(assignments?.map(({ outcome }) => outcome)).toEqual(ids.map(() => 'ASSIGNED'));
    expect(colleagues).toEqual(before);
    const total = (colleagues ?? []).reduce((sum, { given }) => sum + given, 0);
    expect(total).toBe(4);
    const [one = 0, other = 0] = (colleagues ?? []).map((share, index) => share.given + (loads[index] ?? 0));
    const gap = Math.abs((loads[0] ?? 0) - (loads[1] ?? 0));
    expect(Math.abs(one - other)).toBeLessThanOrEqual(Math.max(gap - 4, 1));
    for (const [index, id] of ids.entries())
      expect(await holder('auditor', id)).toBe(assignments?.[index]?.assignee?.id);
    const got = (person: Person): boolean =>
      assignments?.some(({ assignee }) => assignee?.id === idOf(person)) === true;
    expect(await mails('officer')).toBe(got('officer') ? 1 : 0);
    expect(await mails('otherOfficer')).toBe(got('otherOfficer') ? 1 : 0);
  });

  it('skip whoever is involved, tell what nobody may do, and what does not wait', async () => {
    const [waiting, decided] = [await recommended(), await recommended()];
    await decideNomination(product.as('approver'), decided, { version: 2, outcome: 'RESERVE' });
    await product.admin.query(
      'INSERT INTO approvals.involvement (subject_id, user_id, conference_id) VALUES ($1, $2, $3)',
      [waiting, idOf('approver'), product.world.conferenceId],
    );
    const unknown = newId();
    const { assignments } = await assign('officer', {
      nominationIds: [waiting, decided, unknown],
      assigneeIds: [idOf('approver'), idOf('otherOfficer')],
    });
    expect(assignments).toEqual([
      {
        outcome: 'NOBODY',
        nomination: { id: waiting },
        assignee: null,
        obstacles: [
          { colleague: { id: idOf('approver') }, obstacle: 'INVOLVED' },
          { colleague: { id: idOf('otherOfficer') }, obstacle: 'OTHER_STAGE' },
        ],
      },
      { outcome: 'NOT_WAITING', nomination: { id: decided }, assignee: null, obstacles: [] },
      { outcome: 'NOT_WAITING', nomination: null, assignee: null, obstacles: [] },
    ]);
  });

  it('relieve a colleague who is not chosen, keep what is one’s own, and write nobody of their own giving', async () => {
    const id = await submitted();
    await claim('otherOfficer', id);
    const before = await mails('officer');
    const mine = { nominationIds: [id], assigneeIds: [idOf('officer')] };
    expect((await assign('officer', mine)).assignments?.[0]?.outcome).toBe('ASSIGNED');
    expect((await assign('officer', mine)).assignments?.[0]?.outcome).toBe('KEPT');
    expect(await holder('auditor', id)).toBe(idOf('officer'));
    expect(await mails('officer')).toBe(before);
  });

  it('are given by officers and administrators alone, to officers and approvers alone', async () => {
    const chosen = { nominationIds: [await submitted()], assigneeIds: [idOf('officer')] };
    const code = async (by: Person, more: object = {}): Promise<(string | undefined)[]> => {
      const { errors } = await assign(by, { ...chosen, ...more });
      return [errors[0]?.code, errors[0]?.path.at(-1)];
    };
    expect(await code('approver')).toEqual(['FORBIDDEN', undefined]);
    expect(await code('iccCoordinator')).toEqual(['FORBIDDEN', undefined]);
    expect(await code('officer', { conferenceId: newId() })).toEqual(['NOT_FOUND', 'conferenceId']);
    expect(await code('officer', { assigneeIds: [idOf('auditor')] })).toEqual([
      'INVALID_INPUT',
      'assigneeIds',
    ]);
    expect(await code('officer', { assigneeIds: [] })).toEqual(['INVALID_INPUT', 'assigneeIds']);
    expect(await code('officer', { nominationIds: [] })).toEqual(['INVALID_INPUT', 'nominationIds']);
  });

  it('are refused by the database as well to whoever may not have them', async () => {
    const id = await recommended();
    const put = (person: Person): Promise<unknown> =>
      product.admin.query(
        `INSERT INTO approvals.claim (id, conference_id, review_id, stage_round, user_id)
         SELECT gen_random_uuid(), conference_id, id, stage_round, $2 FROM approvals.review WHERE subject_id = $1 AND closed_at IS NULL`,
        [id, idOf(person)],
      );
    await expect(put('officer')).rejects.toMatchObject({ constraint: 'claim_needs_role' });
    await product.admin.query(
      'UPDATE approvals.review SET involved_before = involved_before || $2::uuid WHERE subject_id = $1',
      [id, idOf('approver')],
    );
    await expect(put('approver')).rejects.toMatchObject({ constraint: 'separation_of_duties' });
    await put('otherApprover');
    await expect(put('otherApprover')).rejects.toMatchObject({ constraint: 'claim_one_each' });
  });
});

interface ReminderAnswer {
  readonly outcome: string;
  readonly reminded: readonly { readonly id: string }[];
  readonly skipped: readonly { readonly colleague: { readonly id: string }; readonly obstacle: string }[];
}
async function remind(
  by: Person,
  nominationIds: readonly string[],
  more: object = {},
): Promise<{ reminders: readonly ReminderAnswer[] | null; errors: readonly { code: string }[] }> {
  const { remindReviews } = await product
    .as(by)
    .data<{ remindReviews: { reminders: ReminderAnswer[] | null; errors: { code: string }[] } }>(
      `mutation ($input: RemindReviewsInput!) { remindReviews(input: $input) {
        reminders { outcome reminded { id } skipped { colleague { id } obstacle } } errors { code } } }`,
      {
        input: {
          idempotencyKey: randomUUID(),
          conferenceId: product.world.conferenceId,
          nominationIds,
          ...more,
        },
      },
    );
  return remindReviews;
}
const reminded = async (id: string): Promise<number> => {
  const { rows } = await product.admin.query<{ count: number }>(
    `SELECT count(*)::int AS count FROM notifications.message m JOIN approvals.review r ON r.id = m.subject_id
     WHERE m.kind = 'REVIEW_REMINDER' AND r.subject_id = $1`,
    [id],
  );
  return rows[0]?.count ?? 0;
};
const people = (one: ReminderAnswer | undefined): string[] =>
  (one?.reminded ?? []).map(({ id }) => id).sort();

describe('whoever still has to act', () => {
  it('is reminded with one press: all of the stage, and not twice a day', async () => {
    const id = await submitted();
    expect((await remind('approver', [id], { isDryRun: true })).reminders?.[0]?.outcome).toBe('REMINDED');
    expect(await reminded(id)).toBe(0);
    const { reminders } = await remind('approver', [id]);
    expect(people(reminders?.[0])).toEqual([idOf('officer'), idOf('otherOfficer')].sort());
    expect(await reminded(id)).toBe(2);
    const [again] = (await remind('administrator', [id])).reminders ?? [];
    expect(again?.outcome).toBe('NOBODY');
    expect(new Set(again?.skipped.map(({ obstacle }) => obstacle))).toEqual(new Set(['REMINDED_TODAY']));
    expect(await reminded(id)).toBe(2);
  });

  it('is reminded once where two press at the same moment', async () => {
    const id = await submitted();
    const both = await Promise.all([remind('approver', [id]), remind('administrator', [id])]);
    expect(both.map(({ reminders }) => reminders?.[0]?.outcome).sort()).toEqual(['NOBODY', 'REMINDED']);
    expect(await reminded(id)).toBe(2);
  });

  it('is whoever is on it alone, and never whoever presses', async () => {
    const [mine, theirs] = [await submitted(), await submitted()];
    await claim('officer', mine);
    await claim('otherOfficer', theirs);
    const { reminders } = await remind('officer', [mine, theirs, newId()]);
    expect(reminders?.map(({ outcome }) => outcome)).toEqual(['NOBODY', 'REMINDED', 'NOT_WAITING']);
    expect(reminders?.[0]?.skipped).toEqual([{ colleague: { id: idOf('officer') }, obstacle: 'YOURSELF' }]);
    expect(people(reminders?.[1])).toEqual([idOf('otherOfficer')]);
  });

  it('was reminded for today where the plan has done so', async () => {
    const id = await submitted();
    await product.admin.query(
      `INSERT INTO approvals.reminder (review_id, user_id, day, conference_id)
       SELECT r.id, $2, (now() AT TIME ZONE 'Europe/London')::date, r.conference_id FROM approvals.review r WHERE r.subject_id = $1`,
      [id, idOf('officer')],
    );
    expect(people((await remind('approver', [id])).reminders?.[0])).toEqual([idOf('otherOfficer')]);
  });

  it('is reminded by the host’s people alone', async () => {
    const id = await submitted();
    const code = async (by: Person): Promise<string | undefined> => (await remind(by, [id])).errors[0]?.code;
    expect(await code('iccCoordinator')).toBe('FORBIDDEN');
    expect(await code('auditor')).toBe('FORBIDDEN');
    expect(await reminded(id)).toBe(0);
  });
});

describe('the colleagues to whom reviews can be given', () => {
  it('are listed with where they act and how much they are on, to the host alone', async () => {
    const query =
      'query ($c: ID!) { reviewColleagues(conferenceId: $c) { colleague { id } stages isAbsent claims } }';
    const variables = { c: product.world.conferenceId };
    const { reviewColleagues } = await product
      .as('officer')
      .data<{ reviewColleagues: { colleague: { id: string }; stages: string[]; claims: number }[] }>(
        query,
        variables,
      );
    const found = (person: Person) => reviewColleagues.find(({ colleague }) => colleague.id === idOf(person));
    expect(found('officer')).toMatchObject({ stages: ['REVIEW'], isAbsent: false });
    expect(found('officer')?.claims).toBeGreaterThan(0);
    expect(found('approver')).toMatchObject({ stages: ['SIGN_OFF'] });
    expect(found('auditor')).toBeUndefined();
    const { errors } = await product.as('iccCoordinator').query(query, variables);
    expect(errors?.[0]).toMatchObject({ extensions: { code: 'FORBIDDEN' } });
  });
});
