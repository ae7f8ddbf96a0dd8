import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#libs/kernel';
import { hashInvitationToken } from '#libs/invitations';
import { type Person, type Product, startProduct } from '../support/product.js';
import { type Nominees, nomineesOf } from './nominees.js';
import { releaseDecisions, withdrawNomination } from './operations.js';

const ERRORS = 'errors { code message path existing { id reference } }';
const ACTS = {
  create: `mutation ($input: CreateNominationInput!) { act: createNomination(input: $input) { nomination { id secondReason state } ${ERRORS} } }`,
  update: `mutation ($id: ID!, $input: UpdateNominationInput!) { act: updateNomination(id: $id, input: $input) { nomination { id secondReason state } ${ERRORS} } }`,
  submit: `mutation ($id: ID!, $input: SubmitNominationInput!) { act: submitNomination(id: $id, input: $input) { nomination { id secondReason state } ${ERRORS} } }`,
  correct: `mutation ($id: ID!, $input: CorrectEmailInput!) { act: correctEmail(id: $id, input: $input) { nomination { id secondReason state } ${ERRORS} } }`,
};
const SEEN = `query ($id: ID!) { nomination(id: $id) { version state secondReason person { email }
  history { nodes { action summary remark values { name items } } } } }`;

interface Answer {
  readonly nomination: {
    readonly id: string;
    readonly secondReason: string | null;
    readonly state: string;
  } | null;
  readonly errors: readonly {
    readonly code: string;
    readonly message: unknown;
    readonly path: readonly string[];
    readonly existing: { readonly id: string; readonly reference: string } | null;
  }[];
}
interface Seen {
  readonly version: number;
  readonly secondReason: string | null;
  readonly history: {
    readonly nodes: readonly {
      readonly action: string;
      readonly summary: string;
      readonly remark: string | null;
      readonly values: readonly { readonly name: string; readonly items: readonly string[] | null }[];
    }[];
  };
}

const MEANT = { allowSecond: true, allowSecondReason: 'Speaks on both days' };

let product: Product;
let nominees: Nominees;

beforeAll(async () => {
  product = await startProduct({ withoutWorker: true, places: 60 });
  nominees = nomineesOf(product);
});
afterAll(() => product.close());

async function act(
  what: keyof typeof ACTS,
  input: object,
  { id, by = 'iccCoordinator' }: { id?: string | undefined; by?: Person } = {},
): Promise<Answer> {
  const variables = { id, input: { idempotencyKey: newId(), ...input } };
  return (await product.as(by).data<{ act: Answer }>(ACTS[what], variables)).act;
}
const create = (email: string, more: object = {}, by: Person = 'iccCoordinator'): Promise<Answer> =>
  act(
    'create',
    {
      conferenceId: product.world.conferenceId,
      bodyId: by === 'chCoordinator' ? product.world.chathamHouse : product.world.icc,
      constituencyId: product.world.business,
      person: { name: 'Ada Sample', email },
      ...more,
    },
    { by },
  );
async function made(email: string, more: object = {}): Promise<string> {
  const { nomination, errors } = await create(email, more);
  expect(errors).toEqual([]);
  return nomination?.id ?? '';
}
const seen = async (id: string, by: Person = 'iccCoordinator'): Promise<Seen> =>
  (await product.as(by).data<{ nomination: Seen }>(SEEN, { id })).nomination;

const refusedBecauseOf = (id: string, path: readonly string[]) => ({
  nomination: null,
  errors: [
    {
      code: 'ALREADY_NOMINATED',
      message: expect.stringMatching(
        /^The nomination ICC-[\w-]+ of this body has this address already\./,
      ) as unknown,
      path,
      existing: { id, reference: expect.stringMatching(/^ICC-/) as unknown },
    },
  ],
});
const OF_PERSON = ['input', 'person', 'email'];

describe('an address that the body has nominated already', () => {
  it('is refused with the first one, however it is spelled, and takes no place', async () => {
    const first = await made('Twice@Sample.example', { isSubmitted: true });
    expect(await create('Twice@SAMPLE.example', { isSubmitted: true })).toEqual(
      refusedBecauseOf(first, OF_PERSON),
    );
    expect(await create('twice@sample.example', { allowSecondReason: 'Only a reason' })).toEqual(
      refusedBecauseOf(first, OF_PERSON),
    );
    const { rows } = await product.admin.query(
      `SELECT FROM nominations.person WHERE email_fold = 'twice@sample.example'`,
    );
    expect(rows).toHaveLength(1);
  });

  it('is the second one where that is meant: with a reason, which host and body read, and which stays erasable', async () => {
    const first = await made('meant@sample.example', { isSubmitted: true });
    for (const allowSecondReason of [undefined, null, '  ']) {
      const { errors } = await create('meant@sample.example', { allowSecond: true, allowSecondReason });
      expect(errors.map(({ code, path }) => [code, path])).toEqual([
        ['REASON_REQUIRED', ['input', 'allowSecondReason']],
      ]);
    }
    const long = { allowSecond: true, allowSecondReason: 'x'.repeat(2_001) };
    expect((await create('meant@sample.example', long)).errors.map(({ code, path }) => [code, path])).toEqual(
      [['INVALID_INPUT', ['input', 'allowSecondReason']]],
    );
    const second = await made('meant@sample.example', { ...MEANT, isSubmitted: true });
    for (const by of ['iccCoordinator', 'officer'] as const) {
      const { secondReason, history } = await seen(second, by);
      expect(secondReason).toBe('Speaks on both days');
      expect(
        history.nodes
          .filter(({ action }) => action === 'nomination.second-allowed')
          .map(({ summary, remark }) => [summary, remark]),
      ).toEqual([
        ['Nominated the address a second time, on purpose: “Speaks on both days”', 'Speaks on both days'],
      ]);
    }
    expect((await seen(first)).secondReason).toBeNull();
    for (const table of ['platform.outbox', 'platform.idempotency', 'audit.event']) {
      const found = await product.admin.query(`SELECT FROM ${table} AS t WHERE t::text ILIKE '%both days%'`);
      expect([table, found.rowCount]).toEqual([table, 0]);
    }
  });

  it('keeps no reason where there is no first', async () => {
    expect((await seen(await made('only@sample.example', MEANT))).secondReason).toBeNull();
  });

  it('may be nominated by another body, which learns nothing', async () => {
    await made('shared@sample.example');
    expect((await create('shared@sample.example', {}, 'chCoordinator')).errors).toEqual([]);
  });

  it('may be nominated again once the first was withdrawn', async () => {
    const first = await made('again@sample.example');
    await withdrawNomination(product.as('iccCoordinator'), first, { version: 1 });
    await made('again@sample.example');
  });

  it('may be nominated again once the person has declined, and not while the invitation waits or was accepted', async () => {
    const person = { name: 'Ida Invited', email: nominees.emailOf('Ida Invited') };
    const first = await nominees.decided('Ida Invited', { outcome: 'APPROVE' });
    expect(await create(person.email)).toEqual(refusedBecauseOf(first, OF_PERSON));
    await releaseDecisions(product.as('approver'), product.world.conferenceId, [first]);
    expect(await create(person.email)).toEqual(refusedBecauseOf(first, OF_PERSON));
    const answered = (state: string) =>
      product.admin.query(
        `UPDATE invitations.invitation SET state = $2, token_hash = $3, answered_at = clock_timestamp() WHERE source_id = $1`,
        [first, state, hashInvitationToken(newId())],
      );
    await answered('CONFIRMED');
    expect(await create(person.email)).toEqual(refusedBecauseOf(first, OF_PERSON));
    await answered('DECLINED');
    await made(person.email);
  });

  it('is told like any other while a refusal is hidden: a body learns of no decision by it', async () => {
    const first = await nominees.decided('Hedda Hidden', { outcome: 'REJECT', reasonCode: 'CAPACITY' });
    const email = nominees.emailOf('Hedda Hidden');
    expect(await create(email)).toEqual(refusedBecauseOf(first, OF_PERSON));
    await releaseDecisions(product.as('approver'), product.world.conferenceId, [first]);
    await made(email);
  });

  it('is written once when eight come at once', async () => {
    const answers = await Promise.all(Array.from({ length: 8 }, () => create('raced@sample.example')));
    expect(answers.filter(({ nomination }) => nomination !== null)).toHaveLength(1);
    expect(answers.flatMap(({ errors }) => errors.map(({ code }) => code))).toEqual(
      Array.from({ length: 7 }, () => 'ALREADY_NOMINATED'),
    );
  });
});

describe('an address that a draft is changed to', () => {
  it('is refused where the body has nominated it; other changes and other spellings of its own are not', async () => {
    const first = await made('kept@sample.example');
    const id = await made('other@sample.example');
    const to = (email: string | null, version: number, more: object = {}) =>
      act('update', { version, person: { email }, ...more }, { id });
    expect(await to('KEPT@sample.example', 1)).toEqual(refusedBecauseOf(first, OF_PERSON));
    expect((await to('Other@sample.example', 1)).errors).toEqual([]);
    expect((await to('kept@sample.example', 2, MEANT)).nomination).toMatchObject({
      secondReason: 'Speaks on both days',
    });
    expect((await act('update', { version: 3, rank: 2 }, { id })).nomination).toMatchObject({
      secondReason: 'Speaks on both days',
    });
    // Another address is another matter.
    expect((await to('third@sample.example', 4)).nomination).toMatchObject({ secondReason: null });
    expect((await to(null, 5)).errors).toEqual([]);
    const fields = (await seen(id)).history.nodes.flatMap(({ values }) =>
      values.flatMap(({ name, items }) => (name === 'fields' ? (items ?? []) : [])),
    );
    expect(fields).not.toContain('allowSecondReason');
  });

  it('is declared as meant without being changed', async () => {
    await made('declared@sample.example');
    const id = await made('elsewhere@sample.example');
    await asBefore(id, 'declared@sample.example');
    const { nomination } = await act('update', { version: 1, ...MEANT }, { id });
    expect(nomination).toMatchObject({ secondReason: 'Speaks on both days' });
  });
});

/** As it was written by a service that did not look. */
const asBefore = (id: string, email: string) =>
  product.admin.query(
    `UPDATE nominations.person SET email = $2, email_fold = $2 WHERE id = (SELECT person_id FROM nominations.nomination WHERE id = $1)`,
    [id, email],
  );

describe('two drafts of one address', () => {
  async function twoDrafts(email: string): Promise<[string, string]> {
    const [first, second] = [await made(email), await made(`second.${email}`)];
    await asBefore(second, email);
    return [first, second];
  }
  const submit = (id: string, more: object = {}) => act('submit', { version: 1, ...more }, { id });

  it('take one place: whichever is submitted first is the first', async () => {
    const [first, second] = await twoDrafts('drafts@sample.example');
    expect((await submit(second)).nomination).toMatchObject({ state: 'SUBMITTED' });
    expect(await submit(first)).toEqual(refusedBecauseOf(second, ['person', 'email']));
    expect((await submit(first, MEANT)).nomination).toMatchObject({
      state: 'SUBMITTED',
      secondReason: 'Speaks on both days',
    });
  });

  it('are submitted once when both come at once', async () => {
    const both = await twoDrafts('both@sample.example');
    const answers = await Promise.all(both.map((id) => submit(id)));
    expect(answers.flatMap(({ errors }) => errors.map(({ code }) => code))).toEqual(['ALREADY_NOMINATED']);
  });

  it('are both submitted where one was meant as the second when it was drafted, in either order', async () => {
    for (const order of ['first', 'second']) {
      const email = `${order}@sample.example`;
      const both = [await made(email), await made(email, MEANT)];
      for (const id of order === 'first' ? both : both.reverse())
        expect((await submit(id)).errors).toEqual([]);
    }
  });
});

describe('an address that is corrected past drafting', () => {
  it('is refused where the body has nominated it, to its people and to officers', async () => {
    const first = await made('taken@sample.example');
    const id = await made('mistyped@sample.example', { isSubmitted: true });
    for (const by of ['iccNominator', 'officer'] as const) {
      expect(await act('correct', { version: 1, email: 'taken@sample.example' }, { id, by })).toEqual(
        refusedBecauseOf(first, ['input', 'email']),
      );
    }
    expect((await act('correct', { version: 1, email: 'Mistyped@sample.example' }, { id })).errors).toEqual(
      [],
    );
    const { nomination } = await act(
      'correct',
      { version: 2, email: 'taken@sample.example', ...MEANT },
      { id },
    );
    expect(nomination).toMatchObject({ secondReason: 'Speaks on both days' });
    expect((await seen(id, 'officer')).history.nodes.map(({ remark }) => remark)).toContain(
      'Speaks on both days',
    );
    const { nomination: mended } = await act('correct', { version: 3, email: 'free@sample.example' }, { id });
    expect(mended).toMatchObject({ secondReason: null });
  });
});
