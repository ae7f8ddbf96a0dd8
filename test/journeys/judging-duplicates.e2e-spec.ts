import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { drain } from '#libs/testing';
import { type Person, type Product, startProduct } from '../support/product.js';
import {
  correctEmail,
  correctPerson,
  createNomination,
  decideNomination,
  recommendNomination,
  releaseDecisions,
  stateOf,
  versionOf,
  withdrawNomination,
} from './operations.js';

const JUDGEMENT = 'judgement { verdict note by { name } changes }';
const PAIR = `first { id } second { id } score reasonCodes reasons state version canJudge ${JUDGEMENT}`;
const LIST = `query ($c: ID!, $f: DuplicatePairFilter, $n: Int, $a: String) {
  possibleDuplicates(conferenceId: $c, filter: $f, first: $n, after: $a) {
    totalCount nodes { ${PAIR} } pageInfo { hasNextPage endCursor } } }`;
const ONE = `query ($id: ID!, $other: ID!) { possibleDuplicate(firstId: $id, secondId: $other) { ${PAIR} } }`;
const JUDGE = `mutation ($input: JudgeDuplicateInput!) { judgeDuplicate(input: $input) {
  pair { ${PAIR} } errors { code message path ... on JudgeDuplicateError { decidedBy { name } verdict } } } }`;
const DOSSIER = `query ($id: ID!) { nomination(id: $id) { version updatedAt
  screening { kind state finding values { name number } }
  duplicates { nomination { id } ${JUDGEMENT} } history { nodes { action } } } }`;

interface Pair {
  readonly first: { readonly id: string };
  readonly second: { readonly id: string };
  readonly state: string;
  readonly version: number;
  readonly canJudge: boolean;
  readonly judgement: { readonly verdict: string; readonly [field: string]: unknown } | null;
}
interface Judged {
  readonly pair: Pair | null;
  readonly errors: readonly {
    readonly code: string;
    readonly message: string;
    readonly decidedBy: { readonly name: string } | null;
    readonly verdict: string | null;
  }[];
}
interface Dossier {
  readonly version: number;
  readonly updatedAt: string;
  readonly screening: readonly { readonly kind: string; readonly state: string; readonly finding: string }[];
  readonly duplicates: readonly { readonly nomination: { readonly id: string }; judgement: unknown }[];
  readonly history: { readonly nodes: readonly { readonly action: string }[] };
}

let product: Product;
const all = ['OPEN', 'LATER', 'SAME', 'DIFFERENT'];

beforeAll(async () => {
  product = await startProduct({ places: 500 });
});
afterAll(() => product.close());

async function nominate(by: Person, name: string, more: object = {}): Promise<string> {
  const { conferenceId, icc, chathamHouse, business } = product.world;
  const { nomination, errors } = await createNomination(product.as(by), {
    conferenceId,
    bodyId: by.startsWith('icc') ? icc : chathamHouse,
    constituencyId: business,
    person: { name, email: `${randomUUID()}@example.org` },
    isSubmitted: true,
    ...more,
  });
  expect(errors).toEqual([]);
  const id = nomination?.id ?? '';
  await drain(async () => (await stateOf(product.as('officer'), id)) === 'UNDER_REVIEW', {
    what: `the screening of ${name}`,
    timeoutMs: 30_000,
  });
  return id;
}

/** One person, nominated by ICC and then by Chatham House. */
const nominatedTwice = async (name: string): Promise<readonly [string, string]> => [
  await nominate('iccCoordinator', name),
  await nominate('chCoordinator', name),
];

/** Recommended and decided by the host, not released. */
async function decided(id: string, outcome = 'APPROVE', reasonCode: string | null = null): Promise<void> {
  const answers = [
    await recommendNomination(product.as('officer'), id, { recommendation: 'APPROVE' }),
    await decideNomination(product.as('approver'), id, { outcome, reasonCode }),
  ];
  expect(answers.flatMap(({ errors }) => errors)).toEqual([]);
}
const release = (ids: readonly string[] | null) =>
  releaseDecisions(product.as('approver'), product.world.conferenceId, ids);

async function queue(filter: object = {}, page: object = {}, by: Person = 'officer') {
  const { possibleDuplicates } = await product.as(by).data<{
    possibleDuplicates: {
      totalCount: number;
      nodes: Pair[];
      pageInfo: { hasNextPage: boolean; endCursor: string };
    };
  }>(LIST, { c: product.world.conferenceId, f: filter, ...page });
  return possibleDuplicates;
}
const isIn = async (id: string, filter: object = {}): Promise<boolean> =>
  (await queue(filter, { n: 100 })).nodes.some(({ first, second }) => first.id === id || second.id === id);
const pairOf = async (id: string, other: string, by: Person = 'officer'): Promise<Pair | null> =>
  (await product.as(by).data<{ possibleDuplicate: Pair | null }>(ONE, { id, other })).possibleDuplicate;
const dossierOf = async (id: string, by: Person = 'officer'): Promise<Dossier> =>
  (await product.as(by).data<{ nomination: Dossier }>(DOSSIER, { id })).nomination;

async function judge(
  [nominationId, otherId]: readonly [string, string],
  input: { readonly verdict: string; readonly note?: string; readonly version?: number },
  by: Person = 'officer',
): Promise<Judged> {
  const said = { idempotencyKey: randomUUID(), nominationId, otherId, version: 0, ...input };
  return (await product.as(by).data<{ judgeDuplicate: Judged }>(JUDGE, { input: said })).judgeDuplicate;
}

/** The body corrects what makes the screening look again, and that has ended. */
async function rescreened(id: string, correct: () => Promise<{ errors: readonly unknown[] }>): Promise<void> {
  const screenings = () =>
    product.admin.query(
      `SELECT FROM nominations.screening WHERE nomination_id = $1 AND kind = 'DUPLICATES' AND state <> 'PENDING'`,
      [id],
    );
  const before = (await screenings()).rowCount ?? 0;
  expect((await correct()).errors).toEqual([]);
  await drain(async () => ((await screenings()).rowCount ?? 0) > before, {
    what: 'the screening anew',
    timeoutMs: 30_000,
  });
}

describe('the queue of possible duplicates', () => {
  it('has a pair of two bodies once, the older one first, with the evidence', async () => {
    const pair = await nominatedTwice('Olive Specimen');
    const found = (await queue({}, { n: 100 })).nodes.filter(({ first }) => first.id === pair[0]);
    expect(found).toEqual([
      expect.objectContaining({
        second: { id: pair[1] },
        score: 1,
        reasonCodes: ['SAME_NAME'],
        reasons: ['The same name'],
        state: 'OPEN',
        version: 0,
        canJudge: true,
        judgement: null,
      }),
    ]);
    // Whichever of both is named first, it is the same pair.
    expect(await pairOf(pair[1], pair[0])).toEqual(found[0]);
    const alone = await nominate('chCoordinator', 'Nobody Elsewhere');
    expect(await pairOf(pair[0], alone)).toBeNull();
    await expect(pairOf(pair[0], randomUUID())).rejects.toThrow('NOT_FOUND');
  });

  it('comes page by page, the likeliest first', async () => {
    await nominatedTwice('Percy Placeholder');
    const seen: Pair[] = [];
    let after: string | null = null;
    do {
      const { nodes, pageInfo } = await queue({}, { n: 1, a: after });
      seen.push(...nodes);
      after = pageInfo.hasNextPage ? pageInfo.endCursor : null;
    } while (after !== null);
    const { nodes, totalCount } = await queue({}, { n: 100 });
    expect(seen).toEqual(nodes);
    expect(totalCount).toBe(nodes.length);
  });

  it('is narrowed to a constituency of either nomination', async () => {
    const { business, academia } = product.world;
    const first = await nominate('iccCoordinator', 'Tilda Twofold');
    await nominate('chCoordinator', 'Tilda Twofold', { constituencyId: academia });
    expect(await isIn(first, { constituencyIds: [academia] })).toBe(true);
    expect(await isIn(first, { constituencyIds: [business] })).toBe(true);
    expect(await isIn(first, { constituencyIds: [randomUUID()] })).toBe(false);
  });

  it('lets a pair go of which one nomination has ended, and nobody judges that', async () => {
    const pair = await nominatedTwice('Gus Gone');
    expect(
      (await withdrawNomination(product.as('chCoordinator'), pair[1], { reason: 'Cannot travel' })).errors,
    ).toEqual([]);
    expect(await isIn(pair[0], { states: all })).toBe(false);
    expect(await pairOf(...pair)).toBeNull();
    expect((await judge(pair, { verdict: 'SAME' })).errors[0]?.code).toBe('NOT_FOUND');
  });

  it('lets a pair go of which one was invited and does not come', async () => {
    const pair = await nominatedTwice('Ivo Invited');
    await decided(pair[1]);
    expect((await release([pair[1]])).errors).toEqual([]);
    const invitation = (state: string, days: number) =>
      product.admin.query(
        `UPDATE invitations.invitation SET state = $2, respond_by = clock_timestamp() + $3 * interval '1 day',
           answered_at = CASE WHEN $2 = 'PENDING' THEN NULL ELSE clock_timestamp() END WHERE source_id = $1`,
        [pair[1], state, days],
      );
    const seen = async () => [await isIn(pair[0]), (await pairOf(...pair)) !== null];
    expect(await seen()).toEqual([true, true]);
    // Its time is over, whether or not the job has come round; accepted; and declined after all.
    await invitation('PENDING', -1);
    expect(await seen()).toEqual([false, false]);
    await invitation('CONFIRMED', 9);
    expect(await seen()).toEqual([true, true]);
    await invitation('DECLINED', 9);
    expect(await seen()).toEqual([false, false]);
    expect((await judge(pair, { verdict: 'SAME' })).errors[0]?.code).toBe('NOT_FOUND');
  });

  it('is read by administrators and auditors, who judge nothing, and by nobody of a body', async () => {
    const pair = await nominatedTwice('Nora Notouch');
    for (const by of ['administrator', 'auditor'] as const) {
      expect((await pairOf(...pair, by))?.canJudge).toBe(false);
      expect((await judge(pair, { verdict: 'SAME' }, by)).errors[0]?.code).toBe('FORBIDDEN');
    }
    expect((await judge(pair, { verdict: 'SAME' }, 'iccCoordinator')).errors[0]?.code).toBe('NOT_FOUND');
    await expect(queue({}, {}, 'iccCoordinator')).rejects.toThrow('FORBIDDEN');
    await expect(pairOf(...pair, 'iccCoordinator')).rejects.toThrow('NOT_FOUND');
  });
});

describe('a pair that was judged different', () => {
  it('leaves the queue, is no warning any more, and says who said so; no body learns of it', async () => {
    const pair = await nominatedTwice('Dora Different');
    const before = await Promise.all([
      dossierOf(pair[0], 'iccCoordinator'),
      dossierOf(pair[1], 'chCoordinator'),
    ]);
    const { errors, pair: judged } = await judge(pair, { verdict: 'DIFFERENT', note: 'Born 40 years apart' });
    expect(errors).toEqual([]);
    const judgement = {
      verdict: 'DIFFERENT',
      note: 'Born 40 years apart',
      by: { name: 'Officer of test-conference' },
      changes: [],
    };
    expect(judged).toMatchObject({ state: 'DIFFERENT', version: 1, judgement });
    expect(await isIn(pair[0])).toBe(false);
    expect(await isIn(pair[0], { states: ['DIFFERENT'] })).toBe(true);
    for (const [id, other] of [pair, [...pair].reverse()] as [string, string][]) {
      const { duplicates, history } = await dossierOf(id);
      expect(duplicates).toEqual([{ nomination: { id: other }, judgement }]);
      expect(history.nodes.map(({ action }) => action)).toContain('nomination.duplicate-judged');
    }
    expect((await dossierOf(pair[1])).screening.find(({ kind }) => kind === 'DUPLICATES')).toMatchObject({
      state: 'CLEAR',
      finding: 'DUPLICATES_JUDGED_DIFFERENT',
      values: [{ name: 'count', number: 1 }],
    });
    const { inbox } = await product
      .as('officer')
      .data<{ inbox: { nodes: { flags: string[]; nomination: { id: string } }[] } }>(
        'query { inbox(first: 100, filter: { search: "Dora Different" }) { nodes { flags nomination { id } } } }',
      );
    expect(inbox.nodes.flatMap(({ flags }) => flags)).not.toContain('DUPLICATES');
    expect(
      await Promise.all([dossierOf(pair[0], 'iccCoordinator'), dossierOf(pair[1], 'chCoordinator')]),
    ).toEqual(before);
  });

  it('stays so through another screening, and comes back once the address of one of both is another', async () => {
    const pair = await nominatedTwice('Rita Return');
    const chathamHouse = product.as('chCoordinator');
    await judge(pair, { verdict: 'DIFFERENT' });
    await rescreened(pair[1], async () =>
      correctPerson(chathamHouse, pair[1], {
        version: await versionOf(chathamHouse, pair[1]),
        name: 'RITA RETURN',
      }),
    );
    expect(await isIn(pair[0])).toBe(false);
    await rescreened(pair[1], () =>
      correctEmail(chathamHouse, pair[1], { email: `${randomUUID()}@example.org` }),
    );
    expect(await pairOf(...pair)).toMatchObject({
      state: 'OPEN',
      judgement: { verdict: 'DIFFERENT', changes: ['SECOND_EMAIL'] },
    });
    expect(await isIn(pair[0])).toBe(true);
    expect(await isIn(pair[0], { states: ['DIFFERENT'] })).toBe(false);
    // And what is said of it now stands again.
    const { pair: again } = await judge(pair, { verdict: 'DIFFERENT', version: 1 });
    expect(again).toMatchObject({ state: 'DIFFERENT', version: 2, judgement: { changes: [] } });
  });

  it('is forgotten by the screening of a name that is nobody’s any more, and not asked about again', async () => {
    const pair = await nominatedTwice('Cora Changed');
    await judge(pair, { verdict: 'DIFFERENT' });
    await rescreened(pair[0], () =>
      correctPerson(product.as('iccCoordinator'), pair[0], { name: 'Zacharias Nothinglike' }),
    );
    expect(await isIn(pair[0])).toBe(false);
    expect((await dossierOf(pair[1])).duplicates).toEqual([]);
  });
});

describe('a judgement', () => {
  it('is changed by another one; one that is kept for later is asked for by itself', async () => {
    const pair = await nominatedTwice('Lara Later');
    expect((await judge(pair, { verdict: 'LATER' })).pair?.state).toBe('LATER');
    expect([await isIn(pair[0]), await isIn(pair[0], { states: ['LATER'] })]).toEqual([false, true]);
    const { pair: now } = await judge(pair, { verdict: 'SAME', version: 1 }, 'approver');
    expect(now).toMatchObject({
      state: 'SAME',
      version: 2,
      judgement: { verdict: 'SAME', by: { name: 'Approver of test-conference' } },
    });
  });

  it('of whoever is second is refused, in words that name the first and what they said', async () => {
    const pair = await nominatedTwice('Ada Atonce');
    const answers = await Promise.all([
      judge(pair, { verdict: 'SAME' }),
      judge([pair[1], pair[0]], { verdict: 'DIFFERENT' }, 'approver'),
    ]);
    const [refused, ...others] = answers.flatMap(({ errors }) => errors);
    const standing = await pairOf(...pair);
    expect(others).toEqual([]);
    const by = (standing?.judgement?.by as { name: string }).name;
    expect(refused).toMatchObject({
      code: 'ALREADY_JUDGED',
      decidedBy: { name: by },
      verdict: standing?.judgement?.verdict,
    });
    expect(refused?.message).toContain(by);
    expect(standing?.version).toBe(1);
  });

  it('is of two nominations that have something in common', async () => {
    const [first] = await nominatedTwice('Una Unlike');
    const other = await nominate('chCoordinator', 'Bartholomew Elsewhere');
    expect((await judge([first, other], { verdict: 'SAME' })).errors[0]?.code).toBe('NOT_FOUND');
    expect((await judge([first, first], { verdict: 'SAME' })).errors[0]?.code).toBe('NOT_FOUND');
  });
});
