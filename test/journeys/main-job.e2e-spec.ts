import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { drain, type GraphqlClient } from '#libs/testing';
import { type Product, startProduct } from '../support/product.js';
import { type Nominees, nomineesOf } from './nominees.js';
import {
  createNomination,
  decideNomination,
  recommendNomination,
  releaseDecisions,
  returnNomination,
  setFreedPlaces,
  stateOf,
  submitNomination,
  withdrawNomination,
} from './operations.js';

let product: Product;
let nominees: Nominees;

beforeAll(async () => {
  product = await startProduct({ places: 10 });
  nominees = nomineesOf(product);
});

afterAll(() => product.close());

describe('the main job', () => {
  it('goes from a draft to a confirmed place, by mail', async () => {
    const icc = product.as('iccCoordinator');
    const officer = product.as('officer');
    const { nomination } = await createNomination(icc, nominees.draft('Maryam Muster'));
    expect(nomination).toMatchObject({
      version: 1,
      state: 'DRAFT',
      availableActions: ['UPDATE', 'SUBMIT', 'WITHDRAW'],
    });
    const id = nomination?.id ?? '';
    const submitted = await submitNomination(icc, id, { version: 1 });
    expect(submitted.nomination).toMatchObject({
      version: 2,
      state: 'SUBMITTED',
      availableActions: ['WITHDRAW', 'SUBSTITUTE', 'CORRECT'],
    });
    await drain(async () => (await stateOf(icc, id)) === 'UNDER_REVIEW', {
      what: 'the end of the screening',
      timeoutMs: 20_000,
    });
    const screened = await officer.data<{ nomination: { screening: { kind: string; state: string }[] } }>(
      'query ($id: ID!) { nomination(id: $id) { screening { kind state summary } } }',
      { id },
    );
    expect(screened.nomination.screening.map(({ kind, state }) => `${kind} ${state}`)).toEqual([
      'DUPLICATES CLEAR',
      'COMPLETENESS FLAGGED',
      'PREVIOUS_REFUSALS CLEAR',
      'QUOTA CLEAR',
      'WATCH_LIST CLEAR',
    ]);
    const recommended = await recommendNomination(officer, id, {
      version: 2,
      recommendation: 'APPROVE',
      note: 'Strong',
    });
    expect(recommended.errors).toEqual([]);
    const signedOff = await decideNomination(product.as('approver'), id, { version: 2, outcome: 'APPROVE' });
    expect(signedOff.nomination).toMatchObject({ state: 'DECIDED' });
    expect(await stateOf(icc, id)).toBe('UNDER_REVIEW');
    const released = await releaseDecisions(product.as('approver'), product.world.conferenceId, [id]);
    expect(released).toMatchObject({ batch: { size: 1 }, skipped: [], errors: [] });
    expect(await stateOf(icc, id)).toBe('APPROVED');

    const token = await nominees.invitationToken('Maryam Muster');
    const view = await product
      .anonymous()
      .data<{ invitation: object }>(
        'query ($token: String!) { invitation(token: $token) { state personName nominatedBy conference { name } } }',
        { token },
      );
    expect(view.invitation).toMatchObject({ state: 'PENDING', personName: 'Maryam Muster' });
    const confirmed = await product
      .anonymous()
      .data<{ confirmInvitation: { invitation: { state: string }; errors: unknown[] } }>(
        `mutation ($token: String!, $input: ConfirmInvitationInput!) { confirmInvitation(token: $token, input: $input) { invitation { state } errors { code } } }`,
        { token, input: { idempotencyKey: 'one-answer' } },
      );
    expect(confirmed.confirmInvitation).toMatchObject({ invitation: { state: 'CONFIRMED' }, errors: [] });
    const history = await icc.data<{
      nomination: { history: { nodes: { action: string }[] }; invitation: { state: string } };
    }>(
      'query ($id: ID!) { nomination(id: $id) { history { nodes { action summary } } invitation { state } } }',
      {
        id,
      },
    );
    expect(history.nomination.invitation.state).toBe('CONFIRMED');
    const actions = history.nomination.history.nodes.map(({ action }) => action);
    expect(actions).toEqual(
      expect.arrayContaining([
        'nomination.created',
        'nomination.submitted',
        'nomination.under-review',
        'nomination.approved',
      ]),
    );
    expect(actions).not.toContain('nomination.recommended');
  });

  it('sends a question back to the body and takes the answer', async () => {
    const icc = product.as('iccCoordinator');
    const { nomination } = await createNomination(icc, nominees.draft('Quentin Beispiel'));
    const id = nomination?.id ?? '';
    await submitNomination(icc, id, { version: 1 });
    const returned = await returnNomination(product.as('officer'), id, {
      version: 2,
      question: 'Which session would they speak in?',
    });
    expect(returned.errors).toEqual([]);
    const seen = await icc.data<{ nomination: { state: string; returnQuestion: string; version: number } }>(
      'query ($id: ID!) { nomination(id: $id) { state returnQuestion version } }',
      { id },
    );
    expect(seen.nomination).toEqual({
      state: 'RETURNED',
      returnQuestion: 'Which session would they speak in?',
      // The end of the screening counts, if it came before the question.
      version: returned.nomination?.version,
    });
    const { version } = seen.nomination;
    expect(
      (await submitNomination(icc, id, { version, answer: 'The one on trust' })).nomination,
    ).toMatchObject({ state: 'SUBMITTED', version: version + 1 });
    expect(
      (await withdrawNomination(icc, id, { version: version + 1, reason: 'Cannot travel' })).nomination,
    ).toMatchObject({ state: 'WITHDRAWN' });
  });

  it('shows the host, once and to nobody else, that two bodies have named the same person', async () => {
    const icc = product.as('iccCoordinator');
    const chathamHouse = product.as('chCoordinator');
    const mine = (await createNomination(icc, nominees.draft('Dupuis Exemple'))).nomination?.id ?? '';
    const theirs =
      (
        await createNomination(
          chathamHouse,
          nominees.draft('DUPUIS, Exemple', { bodyId: product.world.chathamHouse }),
        )
      ).nomination?.id ?? '';
    await submitNomination(icc, mine, { version: 1 });
    await submitNomination(chathamHouse, theirs, { version: 1 });
    const text =
      'query ($id: ID!) { nomination(id: $id) { state duplicates { nomination { id } score reasons } } }';
    type Seen = { nomination: { state: string; duplicates: { nomination: { id: string } }[] | null } };
    for (const id of [mine, theirs]) {
      await drain(async () => (await stateOf(product.as('officer'), id)) === 'UNDER_REVIEW', {
        what: 'the end of the screening',
        timeoutMs: 20_000,
      });
    }
    const seenBy = async (client: GraphqlClient, id: string) =>
      (await client.data<Seen>(text, { id })).nomination.duplicates?.map(({ nomination }) => nomination.id);
    expect(await seenBy(product.as('officer'), mine)).toEqual([theirs]);
    expect(await seenBy(product.as('officer'), theirs)).toEqual([mine]);
    expect(await seenBy(icc, mine)).toBeUndefined();
    for (const [client, id] of [
      [icc, mine],
      [chathamHouse, theirs],
    ] as const) {
      expect((await withdrawNomination(client, id, { version: 2 })).errors).toEqual([]);
    }
  });

  it('offers a declined place to the best-ranked reserve, where the conference does so at once', async () => {
    await setFreedPlaces(product.as('administrator'), product.world.conferenceId, 'AT_ONCE');
    const approver = product.as('approver');
    const approved = await nominees.decided('Rosa Sample', { outcome: 'APPROVE' });
    const second = await nominees.decided(
      'Sven Exempel',
      { outcome: 'RESERVE', reasonCode: 'CAPACITY' },
      { rank: 2 },
    );
    const first = await nominees.decided(
      'Tomoko Rei',
      { outcome: 'RESERVE', reasonCode: 'CAPACITY' },
      { rank: 1 },
    );
    const released = await releaseDecisions(approver, product.world.conferenceId, [approved, second, first]);
    expect(released.batch?.size).toBe(3);
    const token = await nominees.invitationToken('Rosa Sample');
    const declined = await product
      .anonymous()
      .data<{ declineInvitation: { invitation: { state: string }; errors: unknown[] } }>(
        `mutation ($token: String!, $input: DeclineInvitationInput!) { declineInvitation(token: $token, input: $input) { invitation { state } errors { code } } }`,
        { token, input: { idempotencyKey: 'no-thank-you', reason: 'Away' } },
      );
    expect(declined.declineInvitation.invitation.state).toBe('DECLINED');
    const icc = product.as('iccCoordinator');
    await drain(async () => (await stateOf(icc, first)) === 'APPROVED', {
      what: 'the first reserve to be approved',
      timeoutMs: 20_000,
    });
    expect(await stateOf(icc, second)).toBe('RESERVED');
    expect(await nominees.invitationToken('Tomoko Rei')).not.toBe('');
  });

  it('keeps the places in step with what happened', async () => {
    const { quotaBalances } = await product.as('iccViewer').data<{
      quotaBalances: {
        nodes: { constituency: { code: string }; allotted: number; held: number; consumed: number }[];
      };
    }>('query ($c: ID!) { quotaBalances(conferenceId: $c) { nodes { constituency { code } allotted held consumed available } } }', { c: product.world.conferenceId });
    const business = quotaBalances.nodes.find(({ constituency }) => constituency.code === 'BUSINESS');
    expect(business).toMatchObject({ allotted: 10, held: 0, consumed: 2 });
    const { rows } = await product.admin.query<{ held: number; consumed: number }>(
      `SELECT sum(held_delta)::int AS held, sum(consumed_delta)::int AS consumed FROM nominations.quota_entry WHERE body_id = $1`,
      [product.world.icc],
    );
    expect(rows[0]).toEqual({ held: 0, consumed: 2 });
  });
});
