import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { drain } from '#libs/testing';
import { type Person, type Product, startProduct } from '../support/product.js';
import { type Nominees, nomineesOf } from './nominees.js';
import {
  createNomination,
  decideNomination,
  recommendNomination,
  releaseDecisions,
  returnNomination,
  submitNomination,
  substituteNominee,
  versionOf,
} from './operations.js';

const SEEN = `query ($id: ID!) { nomination(id: $id) {
  state reference rank capacity availableActions unavailableActions { action code } constituency { id } person { name email }
  supersedes { id reference } supersededBy { id reference person { name } }
  quotaBalance { held consumed available } invitation { state } decision { outcome }
  history { nodes { action summary remark } } messages { kind recipientEmail } } }`;

interface Seen {
  readonly state: string;
  readonly reference: string;
  readonly rank: number | null;
  readonly capacity: string;
  readonly availableActions: readonly string[];
  readonly unavailableActions: readonly { readonly action: string; readonly code: string }[];
  readonly person: { readonly name: string; readonly email: string };
  readonly supersedes: { readonly id: string; readonly reference: string } | null;
  readonly supersededBy: {
    readonly id: string;
    readonly reference: string;
    readonly person: { readonly name: string };
  } | null;
  readonly quotaBalance: { readonly held: number; readonly consumed: number; readonly available: number };
  readonly invitation: { readonly state: string } | null;
  readonly decision: { readonly outcome: string } | null;
  readonly history: {
    readonly nodes: readonly {
      readonly action: string;
      readonly summary: string;
      readonly remark: string | null;
    }[];
  };
  readonly messages: readonly { readonly kind: string; readonly recipientEmail: string }[];
}

let product: Product;
let nominees: Nominees;

beforeAll(async () => {
  product = await startProduct({ places: 20 });
  nominees = nomineesOf(product);
});

afterAll(() => product.close());

async function look(id: string, as: Person = 'iccCoordinator'): Promise<Seen> {
  return (await product.as(as).data<{ nomination: Seen }>(SEEN, { id })).nomination;
}

const somebody = (name: string) => ({
  name,
  email: nominees.emailOf(name),
  organisation: 'Example Institute',
  country: 'GB',
});

const substitute = (id: string, name: string, more: object = {}, as: Person = 'iccCoordinator') =>
  substituteNominee(product.as(as), id, { person: somebody(name), ...more });

/** Answers the id of the nomination that takes the place. */
async function substituted(id: string, name: string, as: Person = 'iccCoordinator'): Promise<string> {
  expect((await substitute(id, name, {}, as)).errors).toEqual([]);
  return (await look(id)).supersededBy?.id ?? '';
}

async function submitted(name: string, more: object = {}): Promise<string> {
  const { nomination, errors } = await createNomination(
    product.as('iccCoordinator'),
    nominees.draft(name, { isSubmitted: true, ...more }),
  );
  expect(errors).toEqual([]);
  return nomination?.id ?? '';
}

async function release(id: string) {
  const answer = await releaseDecisions(product.as('approver'), product.world.conferenceId, [id]);
  return answer.errors.map(({ code }) => code);
}

async function approved(name: string, more: object = {}): Promise<string> {
  const id = await nominees.decided(name, { outcome: 'APPROVE' }, more);
  expect(await release(id)).toEqual([]);
  await nominees.invitationToken(name);
  return id;
}

/** Of one subject: what it has of its place by the ledger, entry by entry. */
const ledger = async (id: string) =>
  (
    await product.admin.query<{ kind: string; held: number; consumed: number }>(
      `SELECT kind, held_delta AS held, consumed_delta AS consumed FROM nominations.quota_entry WHERE nomination_id = $1 ORDER BY at, id`,
      [id],
    )
  ).rows;

const codes = async (answer: ReturnType<typeof substitute>) => (await answer).errors.map(({ code }) => code);

const answered = (token: string, act: 'confirmInvitation' | 'declineInvitation') =>
  product
    .anonymous()
    .data<Record<string, { errors: { code: string }[] }>>(
      `mutation ($token: String!, $key: String!) {
        ${act}(token: $token, input: { idempotencyKey: $key }) { errors { code } } }`,
      { token, key: `${act}-${token}` },
    )
    .then((data) => data[act]?.errors.map(({ code }) => code));

describe('a deputy for a director who was invited', () => {
  it('takes the place, and is screened, signed off and invited like anybody else', async () => {
    const director = await approved('Dora Director', { rank: 3, capacity: 'SPEAKER' });
    const token = await nominees.invitationToken('Dora Director');
    expect(await answered(token, 'confirmInvitation')).toEqual([]);
    const before = (await look(director)).quotaBalance;

    const { errors, nomination } = await substitute(director, 'Dewi Deputy', {
      reason: 'The board meets',
      justification: 'Knows the files',
    });
    expect(errors).toEqual([]);
    expect(nomination).toMatchObject({ id: director, state: 'SUPERSEDED', availableActions: [] });
    const former = await look(director);
    const deputy = former.supersededBy?.id ?? '';
    const seen = await look(deputy);
    expect(former).toMatchObject({ invitation: { state: 'CANCELLED' }, person: { name: 'Dora Director' } });
    expect(seen).toMatchObject({
      person: { name: 'Dewi Deputy' },
      rank: 3,
      capacity: 'SPEAKER',
      supersedes: { id: director, reference: former.reference },
      invitation: null,
      decision: null,
    });

    // What is free did not change: what was used is held.
    const { held, consumed, available } = before;
    expect(seen.quotaBalance).toEqual({ held: held + 1, consumed: consumed - 1, available });
    expect((await ledger(director)).at(-1)).toEqual({ kind: 'TRANSFER', held: 0, consumed: -1 });
    expect(await ledger(deputy)).toEqual([{ kind: 'TRANSFER', held: 1, consumed: 0 }]);

    await drain(async () => (await look(deputy)).state === 'UNDER_REVIEW', { what: 'the screening to end' });
    const officer = product.as('officer');
    expect((await recommendNomination(officer, deputy, { recommendation: 'APPROVE' })).errors).toEqual([]);
    expect((await decideNomination(product.as('approver'), deputy, { outcome: 'APPROVE' })).errors).toEqual(
      [],
    );
    expect(await release(deputy)).toEqual([]);
    expect(await nominees.invitationToken('Dewi Deputy')).not.toBe('');
    expect((await look(deputy)).quotaBalance).toEqual(before);
  });

  it('is told to everybody: to whoever had the place, to the body, and in the histories of both', async () => {
    const director = await approved('Told Director');
    const token = await nominees.invitationToken('Told Director');
    const deputy = await substituted(director, 'Told Deputy');
    const farewell = await drain(
      async () =>
        (await product.sink.messages()).find(
          ({ envelope, text }) =>
            envelope.to.includes(nominees.emailOf('Told Director')) && text.includes('named for your place'),
        ),
      { what: 'the mail to the director', timeoutMs: 20_000 },
    );
    expect(farewell.text).not.toContain('Told Deputy');
    expect(await answered(token, 'confirmInvitation')).toEqual(['ACTION_UNAVAILABLE']);
    const [former, seen] = [await look(director), await look(deputy)];
    expect(former.messages.map(({ kind }) => kind)).toContain('INVITATION_PASSED_ON');
    expect(seen.messages.map(({ kind }) => kind)).toContain('NOMINEE_SUBSTITUTED');
    expect(former.history.nodes.find(({ action }) => action === 'nomination.superseded')?.summary).toBe(
      `Another person has taken the place (${seen.reference})`,
    );
    expect(seen.history.nodes.slice(0, 2).map(({ summary }) => summary)).toEqual(
      expect.arrayContaining([
        `Nominated for the place of ${former.reference}, as ${seen.reference}`,
        'Submitted the nomination',
      ]),
    );
  });

  it('comes only while the place is there', async () => {
    const director = await approved('Declining Director');
    expect(await answered(await nominees.invitationToken('Declining Director'), 'declineInvitation')).toEqual(
      [],
    );
    expect(await codes(substitute(director, 'Late Deputy'))).toEqual(['INVITATION_ENDED']);
    expect((await look(director)).state).toBe('APPROVED');
  });

  it('needs a place of the quota where the director had one beyond it', async () => {
    const director = await approved('Extra Director', { constituencyId: product.world.academia });
    const place = 'body_id = $1 AND constituency_id = $2';
    const where = [product.world.icc, product.world.academia];
    await product.admin.query(
      `UPDATE nominations.quota_entry SET kind = 'OVERRIDE', allotted_delta = 1 WHERE nomination_id = $1 AND kind = 'CONSUME'`,
      [director],
    );
    await product.admin.query(
      `UPDATE nominations.quota SET overridden = 1, allotted = 0 WHERE ${place}`,
      where,
    );
    expect(await codes(substitute(director, 'Extra Deputy'))).toEqual(['QUOTA_SPENT']);
    expect((await look(director)).state).toBe('APPROVED');
    await product.admin.query(`UPDATE nominations.quota SET allotted = 1 WHERE ${place}`, where);
    const deputy = await substituted(director, 'Extra Deputy');
    expect((await look(deputy)).quotaBalance).toEqual({ held: 1, consumed: 0, available: 0 });
  });
});

describe('before the release', () => {
  it('a body learns no hidden decision by a substitution: it does what it does without one', async () => {
    const undecided = await submitted('Open Director');
    const hidden = await nominees.decided('Hidden Director', {
      outcome: 'REJECT',
      reasonCode: 'OTHER',
      reasonText: 'Not this person',
    });
    await drain(async () => (await look(undecided)).state === 'UNDER_REVIEW', { what: 'the screening' });
    const seen = [];
    for (const [id, name] of [
      [undecided, 'Open Deputy'],
      [hidden, 'Hidden Deputy'],
    ] as const) {
      const before = await look(id);
      const successor = await substituted(id, name);
      const after = await look(id);
      await drain(async () => (await look(successor)).state === 'UNDER_REVIEW', { what: 'the screening' });
      const next = await look(successor);
      seen.push({
        could: [before.state, before.availableActions, before.unavailableActions],
        state: [after.state, after.invitation, after.decision, next.state, next.decision],
        free: before.quotaBalance.available - next.quotaBalance.available,
        held: before.quotaBalance.held - next.quotaBalance.held,
        history: [after, next].map(({ history }) => history.nodes.map(({ action }) => action)),
        messages: [after, next].map(({ messages }) => messages.map(({ kind }) => kind)),
        ledger: [await ledger(id), await ledger(successor)],
      });
    }
    expect(seen[0]).toEqual(seen[1]);
    expect(seen[0]).toMatchObject({ free: 0, held: 0 });
    // Nothing of the decision is left to be released.
    expect(await release(hidden)).toEqual(['NOTHING_TO_RELEASE']);
  });

  it('keeps the place of a returned nomination, whose question falls with it', async () => {
    const id = await submitted('Returned Director');
    expect((await returnNomination(product.as('officer'), id, { question: 'Why?' })).errors).toEqual([]);
    const before = (await look(id)).quotaBalance;
    const deputy = await substituted(id, 'Returned Deputy');
    expect((await look(deputy)).quotaBalance).toEqual(before);
    expect(await codes(submitNomination(product.as('iccCoordinator'), id, {}))).toEqual([
      'ACTION_UNAVAILABLE',
    ]);
  });

  it('lets a place pass on more than once, and each leads to the next', async () => {
    const first = await submitted('First Of Three');
    const second = await substituted(first, 'Second Of Three');
    const third = await substituted(second, 'Third Of Three');
    expect((await look(second)).supersedes?.id).toBe(first);
    expect((await look(second)).supersededBy?.id).toBe(third);
    expect(await codes(substitute(first, 'Fourth Of Three'))).toEqual(['ACTION_UNAVAILABLE']);
  });
});

describe('a substitution is refused', () => {
  it('where the person is the same, has no address, or is nominated already', async () => {
    const id = await submitted('Refused Director');
    await submitted('Other Nominee');
    expect(await codes(substitute(id, 'Refused Director'))).toEqual(['INVALID_INPUT']);
    expect(await codes(substitute(id, 'Other Nominee'))).toEqual(['ALREADY_NOMINATED']);
    const { errors } = await substituteNominee(product.as('iccCoordinator'), id, {
      person: { name: 'Nobody' },
    });
    expect(errors).toMatchObject([{ code: 'INCOMPLETE', path: ['input', 'person', 'email'] }]);
    expect((await look(id)).supersededBy).toBeNull();
    const meant = { allowSecond: true, allowSecondReason: 'Stands in' };
    expect(await codes(substitute(id, 'Other Nominee', meant))).toEqual([]);
  });

  it('where the key of its own system names another nomination of the body', async () => {
    await submitted('Keyed Nominee', { externalReference: 'crm-1' });
    const id = await submitted('Keyed Director', { externalReference: 'crm-2' });
    expect(await codes(substitute(id, 'Keyed Deputy', { externalReference: 'crm-1' }))).toEqual([
      'EXTERNAL_REFERENCE_TAKEN',
    ]);
    expect((await look(id)).state).not.toBe('SUPERSEDED');
  });

  it('to whoever may not: others of the body, the host’s approvers, and another body, for which there is nothing', async () => {
    const id = await submitted('Walled Director');
    const version = await versionOf(product.as('iccCoordinator'), id);
    for (const [person, code] of [
      ['iccNominator', 'FORBIDDEN'],
      ['approver', 'FORBIDDEN'],
      ['chCoordinator', 'NOT_FOUND'],
    ] as const) {
      expect([person, await codes(substitute(id, 'Walled Deputy', { version }, person))]).toEqual([
        person,
        [code],
      ]);
    }
    const deputy = await substituted(id, 'Walled Deputy');
    const { nomination } = await product.as('chCoordinator').data<{ nomination: null }>(SEEN, { id: deputy });
    expect(nomination).toBeNull();
  });
});

describe('once substitutions are frozen', () => {
  it('the body names nobody else, and an officer does, who then recommends nothing of it', async () => {
    const id = await approved('Frozen Director');
    const window = { opensAt: new Date(Date.now() - 9e8), closesAt: new Date(Date.now() - 1e6) };
    const { setWindow } = await product
      .as('administrator')
      .data<{ setWindow: { errors: object[] } }>(
        'mutation ($input: SetWindowInput!) { setWindow(input: $input) { errors { code } } }',
        {
          input: {
            idempotencyKey: 'freeze-of-substitutions',
            conferenceId: product.world.conferenceId,
            kind: 'SUBSTITUTION',
            ...window,
          },
        },
      );
    expect(setWindow.errors).toEqual([]);
    const frozen = await look(id);
    expect(frozen.availableActions).not.toContain('SUBSTITUTE');
    expect(frozen.unavailableActions).toContainEqual({ action: 'SUBSTITUTE', code: 'SUBSTITUTIONS_FROZEN' });
    expect(await codes(substitute(id, 'Frozen Deputy'))).toEqual(['SUBSTITUTIONS_FROZEN']);

    const deputy = await substituted(id, 'Frozen Deputy', 'officer');
    const recommended = (by: Person) =>
      recommendNomination(product.as(by), deputy, { recommendation: 'APPROVE' }).then(({ errors }) =>
        errors.map(({ code }) => code),
      );
    expect(await recommended('officer')).toEqual(['SEPARATION_OF_DUTIES']);
    expect(await recommended('otherOfficer')).toEqual([]);
    // The body's own act is kept from it by the database too.
    const own = await submitted('Guarded Director');
    await expect(
      product.admin.query('SELECT nominations.substitute($1, $2, $3)', [own, '{}', '{}']),
    ).rejects.toMatchObject({ code: '42501' });
  });
});
