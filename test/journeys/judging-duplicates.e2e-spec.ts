import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { drain } from '#libs/testing';
import { type Person, type Product, startProduct } from '../support/product.js';
import {
  correctEmail,
  correctPerson,
  createNomination,
  decideNomination,
  promoteNomination,
  recommendNomination,
  releaseDecisions,
  reopenNomination,
  setFreedPlaces,
  stateOf,
  versionOf,
  withdrawNomination,
} from './operations.js';
import { DOSSIER, type Dossier, JUDGE, type Judged, LIST, ONE, type Pair } from './pairs.js';

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

describe('two nominations that were judged to be of one person', () => {
  async function bothApproved(name: string, other = name): Promise<readonly [string, string]> {
    const pair = [await nominate('iccCoordinator', name), await nominate('chCoordinator', other)] as const;
    for (const id of pair) await decided(id);
    return pair;
  }
  const previewOf = async (ids: readonly string[] | null) =>
    (
      await product.as('approver').data<{
        releasePreview: {
          approved: number;
          messages: { nomination: { id: string } }[];
          promotions: { nomination: { id: string } }[];
          skipped: { sameAs: string | null; reason: string; nomination: { id: string } }[];
        };
      }>(
        `query ($c: ID!, $ids: [ID!]) { releasePreview(conferenceId: $c, nominationIds: $ids) {
          approved messages { nomination { id } } promotions { nomination { id } } skipped { sameAs reason nomination { id } } } }`,
        { c: product.world.conferenceId, ids },
      )
    ).releasePreview;
  const invitationsOf = async (ids: readonly string[]): Promise<string[]> =>
    (
      await product.admin.query<{ id: string }>(
        'SELECT source_id AS id FROM invitations.invitation WHERE source_id = ANY ($1::uuid[])',
        [ids],
      )
    ).rows.map(({ id }) => id);
  const referenceOf = async (id: string): Promise<string> =>
    (
      await product
        .as('officer')
        .data<{ nomination: { reference: string } }>(
          'query ($id: ID!) { nomination(id: $id) { reference } }',
          { id },
        )
    ).nomination.reference;

  it('let one be invited: the release goes on without the other, whose body learns nothing (case G11)', async () => {
    const pair = await bothApproved('Li Xiaoming', '李小明');
    await judge(pair, { verdict: 'SAME' });
    const first = await referenceOf(pair[0]);
    for (const ids of [null, pair]) {
      const { approved, messages, skipped } = await previewOf(ids);
      expect([approved, messages.map(({ nomination }) => nomination.id)]).toEqual([1, [pair[0]]]);
      expect(skipped).toEqual([
        { nomination: { id: pair[1] }, sameAs: first, reason: expect.stringContaining(first) as unknown },
      ]);
    }
    const before = await dossierOf(pair[1], 'chCoordinator');
    const { batch, skipped } = await release(null);
    expect([batch?.size, skipped.map(({ nomination }) => nomination.id)]).toEqual([1, [pair[1]]]);
    expect(await invitationsOf(pair)).toEqual([pair[0]]);
    expect(await stateOf(product.as('iccCoordinator'), pair[0])).toBe('APPROVED');
    expect(await stateOf(product.as('chCoordinator'), pair[1])).toBe('UNDER_REVIEW');
    expect(await dossierOf(pair[1], 'chCoordinator')).toEqual(before);
    // Nor does it go out later by itself, and the refusal says why.
    const { errors } = await release(null);
    expect(errors.map(({ code }) => code)).toEqual(['NOTHING_TO_RELEASE']);
    expect(errors[0]?.message).toContain(first);
    // What its body reads in the end is a decision like any other.
    await reopenNomination(product.as('approver'), pair[1], { reason: 'Expected through another body' });
    await decideNomination(product.as('approver'), pair[1], { outcome: 'REJECT', reasonCode: 'DUPLICATE' });
    expect((await release([pair[1]])).batch?.size).toBe(1);
    expect(await stateOf(product.as('chCoordinator'), pair[1])).toBe('REJECTED');
  });

  it('let the newer one be invited where that is named alone, and then the older one is held back', async () => {
    const pair = await bothApproved('Chosen Newer');
    await judge(pair, { verdict: 'SAME' });
    expect((await release([pair[1]])).batch?.size).toBe(1);
    expect((await release([pair[0]])).errors.map(({ code }) => code)).toEqual(['NOTHING_TO_RELEASE']);
    expect(await invitationsOf(pair)).toEqual([pair[1]]);
    // Whoever does not come is expected no more.
    const answer = (state: string) =>
      product.admin.query(
        `UPDATE invitations.invitation SET state = $2, answered_at = CASE WHEN $2 = 'PENDING' THEN NULL ELSE clock_timestamp() END
         WHERE source_id = $1`,
        [pair[1], state],
      );
    await answer('DECLINED');
    expect((await previewOf([pair[0]])).approved).toBe(1);
    await answer('PENDING');
    expect((await previewOf([pair[0]])).approved).toBe(0);
    // Judged again, both are people of their own.
    await judge(pair, { verdict: 'DIFFERENT', version: 1 });
    expect((await release([pair[0]])).batch?.size).toBe(1);
  });

  it('are not both let go where decisions go out at once: the second one stands, and waits', async () => {
    const pair = await nominatedTwice('Otto Outatonce');
    await judge(pair, { verdict: 'SAME' });
    const atOnce = (isSo: boolean) =>
      product.admin.query('UPDATE conference.conference SET releases_at_once = $2 WHERE id = $1', [
        product.world.conferenceId,
        isSo,
      ]);
    await atOnce(true);
    for (const id of pair) await decided(id);
    await atOnce(false);
    expect(await Promise.all(pair.map((id) => stateOf(product.as('officer'), id)))).toEqual([
      'APPROVED',
      'DECIDED',
    ]);
    expect(await stateOf(product.as('chCoordinator'), pair[1])).toBe('UNDER_REVIEW');
    expect(await invitationsOf(pair)).toEqual([pair[0]]);
    await reopenNomination(product.as('approver'), pair[1], { reason: 'Expected through another body' });
  });

  it('give nobody a place of the reserve list who is invited by the other: the next in line moves up', async () => {
    const { academia, conferenceId } = product.world;
    const ofChathamHouse = (name: string) => nominate('chCoordinator', name, { constituencyId: academia });
    const freedPlaces = (mode: 'AT_ONCE' | 'BY_HAND') =>
      setFreedPlaces(product.as('administrator'), conferenceId, mode);
    const pair = [
      await nominate('iccCoordinator', 'Rex Reserve'),
      await ofChathamHouse('Rex Reserve'),
    ] as const;
    const next = await ofChathamHouse('Nina Next');
    for (const id of [pair[1], next]) await decided(id, 'RESERVE', 'CAPACITY');
    expect((await release([pair[1], next])).batch?.size).toBe(2);
    await judge(pair, { verdict: 'SAME' });
    const refused = await ofChathamHouse('Fred Refused');
    await decided(refused, 'REJECT', 'CAPACITY');
    await decided(pair[0]);
    expect(await freedPlaces('AT_ONCE')).toEqual([]);
    const { promotions, messages } = await previewOf([pair[0], refused]);
    const invited = [...messages, ...promotions].map(({ nomination }) => nomination.id);
    expect(invited).toEqual([pair[0], next]);
    expect((await release([pair[0], refused])).batch?.size).toBe(2);
    expect((await invitationsOf([...pair, next])).sort()).toEqual([pair[0], next].sort());
    expect(await freedPlaces('BY_HAND')).toEqual([]);

    const promoted = async () =>
      (await promoteNomination(product.as('otherApprover'), pair[1], {})).errors.map(({ code }) => code);
    expect(await promoted()).toEqual(['ALREADY_EXPECTED']);
    await judge(pair, { verdict: 'DIFFERENT', version: 1 });
    expect(await promoted()).toEqual([]);
  });

  it('are not both invited where the one is released and the other promoted at the same moment', async () => {
    const { conferenceId } = product.world;
    const pair = await nominatedTwice('Saskia Samemoment');
    await decided(pair[1], 'RESERVE', 'CAPACITY');
    expect((await release([pair[1]])).errors).toEqual([]);
    await judge(pair, { verdict: 'SAME' });
    await decided(pair[0]);
    await product.admin.query('BEGIN');
    await product.admin.query(
      `SELECT pg_advisory_xact_lock(hashtextextended('nominations.inviting ' || $1::text, 0))`,
      [conferenceId],
    );
    const both = [release([pair[0]]), promoteNomination(product.as('otherApprover'), pair[1], {})];
    await drain(
      async () =>
        ((
          await product.admin.query(
            `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event = 'advisory'`,
          )
        ).rowCount ?? 0) >= 2,
      { what: 'both to wait for who invites' },
    );
    await product.admin.query('COMMIT');
    const codes = (await Promise.all(both)).flatMap(({ errors }) => errors.map(({ code }) => code));
    expect(codes).toHaveLength(1);
    expect(['ALREADY_EXPECTED', 'NOTHING_TO_RELEASE']).toContain(codes[0]);
    expect(await invitationsOf(pair)).toHaveLength(1);
  });
});

describe('facts of one nomination, taken by another one of the same person', () => {
  const MERGED = `errors { code path } pair { state availableActions unavailableActions { action code }
    merges { id facts { fact was became isChangedSince } undoObstacle canUndo nomination { id } } }`;
  interface Merging {
    readonly errors: readonly { readonly code: string }[];
    readonly kept?: readonly string[];
    readonly pair: { readonly state: string; readonly merges: readonly { readonly id: string }[] } | null;
  }
  const sent = async (field: string, input: object, by: Person, more = ''): Promise<Merging> => {
    const type = `${field.slice(0, 1).toUpperCase()}${field.slice(1)}Input`;
    const query = `mutation ($input: ${type}!) { ${field}(input: $input) { ${more} ${MERGED} } }`;
    const answer = await product
      .as(by)
      .data<Readonly<Record<string, Merging>>>(query, { input: { idempotencyKey: randomUUID(), ...input } });
    return answer[field] as Merging;
  };
  const versions = (...ids: readonly string[]) =>
    Promise.all(ids.map((id) => versionOf(product.as('officer'), id)));
  /** The first of the pair takes them from the second. */
  async function merge(pair: readonly [string, string], facts: readonly string[], by: Person = 'officer') {
    const [version, otherVersion] = await versions(...pair);
    const [nominationId, otherId] = pair;
    return sent('mergeDuplicate', { nominationId, otherId, facts, version, otherVersion }, by);
  }
  const undo = async (mergeId: string, id: string, by: Person = 'officer') =>
    sent('undoMerge', { mergeId, version: (await versions(id))[0] }, by, 'kept');
  const seenBy = async (by: Person, id: string) =>
    (
      await product
        .as(by)
        .data<{ nomination: { person: object; history: { nodes: { action: string }[] } } }>(
          'query ($id: ID!) { nomination(id: $id) { person { name honorific jobTitle } history { nodes { action } } } }',
          { id },
        )
    ).nomination;
  const codesOf = ({ errors }: Merging): string[] => errors.map(({ code }) => code);

  /** Two of one person, of which the second says more. */
  async function twoRecords(name: string): Promise<readonly [string, string]> {
    const pair = await nominatedTwice(name);
    const facts = { name: `${name} Longer`, honorific: 'Dr', jobTitle: 'Envoy' };
    await rescreened(pair[1], () => correctPerson(product.as('chCoordinator'), pair[1], facts));
    expect((await judge(pair, { verdict: 'SAME' }, 'approver')).errors).toEqual([]);
    return pair;
  }

  it('are a correction by the host to its body, which learns of no other nomination; undone, they are as before', async () => {
    const pair = await twoRecords('Merle Merged');
    const before = await seenBy('iccCoordinator', pair[0]);
    const other = await Promise.all([seenBy('chCoordinator', pair[1]), dossierOf(pair[1], 'chCoordinator')]);
    let merged: Merging | undefined;
    await rescreened(pair[0], async () => (merged = await merge(pair, ['NAME', 'HONORIFIC'])));
    expect(merged?.pair).toMatchObject({
      state: 'SAME',
      availableActions: ['JUDGE', 'MERGE_INTO_FIRST', 'MERGE_INTO_SECOND'],
      merges: [
        {
          facts: [
            { fact: 'NAME', was: 'Merle Merged', became: 'Merle Merged Longer', isChangedSince: false },
            { fact: 'HONORIFIC', was: null, became: 'Dr', isChangedSince: false },
          ],
          undoObstacle: null,
          canUndo: true,
          nomination: { id: pair[0] },
        },
      ],
    });
    // Screened anew under the other name, the pair is not asked about again, and whoever judged it has.
    expect(await pairOf(...pair)).toMatchObject({
      state: 'SAME',
      judgement: { by: { name: 'Approver of test-conference' }, changes: [] },
    });
    const corrected = await seenBy('iccCoordinator', pair[0]);
    expect(corrected.person).toMatchObject({ name: 'Merle Merged Longer', honorific: 'Dr', jobTitle: null });
    const told = (seen: typeof before) => seen.history.nodes.map(({ action }) => action);
    expect(told(corrected)).toEqual([...told(before), 'nomination.person-corrected']);
    for (const id of pair) expect(told(await seenBy('officer', id))).toContain('nomination.duplicate-merged');

    const mergeId = merged?.pair?.merges[0]?.id ?? '';
    // The body has said something else of one of the two.
    await correctPerson(product.as('iccCoordinator'), pair[0], { honorific: 'Prof.' });
    const undone = await undo(mergeId, pair[0]);
    expect([codesOf(undone), undone.kept]).toEqual([[], ['HONORIFIC']]);
    expect((await seenBy('iccCoordinator', pair[0])).person).toMatchObject({
      name: 'Merle Merged',
      honorific: 'Prof.',
    });
    expect(codesOf(await undo(mergeId, pair[0]))).toEqual(['MERGE_STANDS']);
    expect(
      await Promise.all([seenBy('chCoordinator', pair[1]), dossierOf(pair[1], 'chCoordinator')]),
    ).toEqual(other);
  });

  it('are taken by officers alone, and where the pair is judged so; after 30 days they stay', async () => {
    const pair = await twoRecords('Tamsin Taken');
    expect(codesOf(await merge(pair, ['NAME'], 'iccCoordinator'))).toEqual(['FORBIDDEN']);
    expect(codesOf(await merge(pair, ['NAME'], 'approver'))).toEqual(['FORBIDDEN']);
    expect(codesOf(await merge(pair, ['COUNTRY']))).toEqual(['INVALID_INPUT']);
    const [nominationId, otherId] = pair;
    const [version = 0, otherVersion = 0] = await versions(...pair);
    const asRead = { nominationId, otherId, facts: ['NAME'], version, otherVersion };
    for (const stale of [{ version: version + 1 }, { otherVersion: 1 }, { otherVersion: otherVersion + 1 }])
      expect(codesOf(await sent('mergeDuplicate', { ...asRead, ...stale }, 'officer'))).toEqual([
        'VERSION_CONFLICT',
      ]);
    await judge(pair, { verdict: 'DIFFERENT', version: 1 });
    expect(codesOf(await merge(pair, ['NAME']))).toEqual(['NOT_JUDGED_SAME']);
    await judge(pair, { verdict: 'SAME', version: 2 });
    const { pair: merged } = await merge(pair, ['JOB_TITLE']);
    const mergeId = merged?.merges[0]?.id ?? '';
    expect(codesOf(await undo(mergeId, pair[0], 'iccCoordinator'))).toEqual(['NOT_FOUND']);
    expect(codesOf(await undo(mergeId, pair[0], 'approver'))).toEqual(['FORBIDDEN']);
    await product.admin.query(
      `UPDATE nominations.duplicate_merge SET merged_at = merged_at - interval '30 days' WHERE id = $1`,
      [mergeId],
    );
    expect(codesOf(await undo(mergeId, pair[0]))).toEqual(['MERGE_STANDS']);
  });
});
