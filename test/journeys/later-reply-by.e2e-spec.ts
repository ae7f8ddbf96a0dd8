import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#libs/kernel';
import { drain, type GraphqlClient, graphqlClient } from '#libs/testing';
import { issueToken } from '../support/issue-token.js';
import { answersFor, contactsOf, invitedOrganisation } from '../support/organisation-invitations.js';
import { type Product, startProduct } from '../support/product.js';

let product: Product;
/** Answers for Sampleland. */
let amina: GraphqlClient;
let aminasMailbox = '';

beforeAll(async () => {
  product = await startProduct();
  const aminaId = product.world.people.chNominator.userId;
  await product.admin.query('DELETE FROM access.role_grant WHERE user_id = $1', [aminaId]);
  const { rows } = await product.admin.query<{ email: string }>(
    'SELECT email FROM access.app_user WHERE id = $1',
    [aminaId],
  );
  aminasMailbox = rows[0]?.email ?? '';
});
afterAll(() => product.close());

/** An invitation for which Amina answers, with two contacts of whom one is at her own mailbox. */
async function invited(name: string, state: string, replyIn: number): Promise<string> {
  const { id, organisationId } = await invitedOrganisation(product, { name, state, replyIn });
  const { chNominator } = product.world.people;
  await answersFor(product, 'chNominator', organisationId);
  await contactsOf(product, organisationId, ['protocol@sampleland.example', aminasMailbox]);
  amina = graphqlClient(`${product.url}/graphql`, { token: await issueToken(product.admin, chNominator) });
  return id;
}

interface Told {
  readonly invitation: { readonly state: string; readonly replyBy: string } | null;
  readonly errors: readonly { readonly code: string; readonly path: readonly string[] }[];
}
async function act(by: GraphqlClient, verb: string, id: string, input: object): Promise<Told> {
  const name = `${verb}OrganisationInvitation`;
  const type = `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}Input!`;
  const text = `mutation ($id: ID!, $input: ${type}) { told: ${name}(id: $id, input: $input) { invitation { state replyBy } errors { code path } } }`;
  const variables = { id, input: { idempotencyKey: newId(), ...input } };
  return (await by.data<{ told: Told }>(text, variables)).told;
}
const extend = (by: GraphqlClient, id: string, replyBy: string, more: object = {}): Promise<Told> =>
  act(by, 'extend', id, { version: 1, replyBy, reason: 'The hall is larger', ...more });

interface Read {
  readonly state: string;
  readonly replyBy: string;
  readonly askedAt: string | null;
  readonly endedAt: string | null;
  readonly availableActions: readonly string[];
}
const read = async (by: GraphqlClient, id: string): Promise<Read> =>
  (
    await by.data<{ node: Read }>(
      'query ($id: ID!) { node(id: $id) { ... on OrganisationInvitation { state replyBy askedAt endedAt availableActions } } }',
      { id },
    )
  ).node;

const mailed = async (words: string, count: number): Promise<readonly (readonly string[])[]> => {
  const those = async () => (await product.sink.messages()).filter(({ subject }) => subject.includes(words));
  await drain(async () => (await those()).length >= count, { what: 'the mails' });
  return (await those()).map(({ envelope, subject, text }) => [envelope.to[0] ?? '', subject, text]);
};

describe('a later date for replies', () => {
  it('lets whoever has let the date pass answer by themselves again, and tells them and the contacts (case G12)', async () => {
    const id = await invited('Sampleland', 'LAPSED', -3);
    await product.admin.query(
      'UPDATE delegations.organisation_invitation SET ended_at = now() WHERE id = $1',
      [id],
    );
    expect((await read(amina, id)).availableActions).toEqual(['ASK', 'REGRET']);
    await act(amina, 'ask', id, { version: 1, note: 'May we still come?' });
    const { replyBy: before } = await read(product.as('officer'), id);
    expect(await extend(product.as('officer'), id, '2198-10-01', { version: 2 })).toEqual({
      invitation: { state: 'SENT', replyBy: '2198-10-01' },
      errors: [],
    });
    expect(await read(amina, id)).toEqual({
      state: 'SENT',
      replyBy: '2198-10-01',
      askedAt: null,
      endedAt: null,
      availableActions: ['ACCEPT', 'REGRET'],
    });
    const mails = await mailed('Sampleland: reply', 2);
    expect(mails.map(([to]) => to).sort()).toEqual([aminasMailbox, 'protocol@sampleland.example'].sort());
    for (const [, subject, text] of mails) {
      expect(subject).toContain('1 October 2198');
      expect(text).toContain('/own-organisations');
      expect(text).not.toContain('The hall is larger');
    }
    const { auditEvents } = await product
      .as('auditor')
      .data<{ auditEvents: { nodes: { action: string; summary: string }[] } }>(
        'query ($c: ID!, $id: ID!) { auditEvents(conferenceId: $c, filter: { subjectId: $id }) { nodes { action summary } } }',
        { c: product.world.conferenceId, id },
      );
    expect(auditEvents.nodes[0]).toEqual({
      action: 'organisation-invitation.extended',
      summary: `Gave the organisation until 2198-10-01 to answer, instead of ${before}: “The hall is larger”`,
    });
    expect((await act(amina, 'accept', id, { version: 3 })).invitation?.state).toBe('ACCEPTED');
  });

  it('lapses behind the new date, by a job of its own', async () => {
    const id = await invited('Laterland', 'LAPSED', -3);
    await extend(product.as('officer'), id, '2198-10-01');
    const { rows } = await product.admin.query<{ at: string }>(
      `SELECT to_char(run_at AT TIME ZONE 'UTC', 'YYYY-MM-DD') AS at FROM platform.outbox
       WHERE job = 'lapse-organisation-invitation' AND payload ->> 'invitationId' = $1`,
      [id],
    );
    expect(rows).toEqual([{ at: expect.stringMatching(/^2198-(09-30|10-0[12])$/) as unknown }]);
  });

  it('is later than the one before and than now, with a reason, by an officer alone, and moves nothing else', async () => {
    const id = await invited('Strictland', 'LAPSED', -9);
    const officer = product.as('officer');
    const { replyBy } = await read(officer, id);
    const over = new Date(Date.parse(replyBy) + 4 * 86_400_000).toISOString().slice(0, 10);
    for (const day of [replyBy, '2001-01-01', over, '2027-02-30'])
      expect([day, (await extend(officer, id, day)).errors]).toMatchObject([
        day,
        [{ code: 'INVALID_INPUT', path: ['input', 'replyBy'] }],
      ]);
    expect((await extend(officer, id, '2198-10-01', { reason: ' ' })).errors).toMatchObject([
      { code: 'INVALID_INPUT', path: ['input', 'reason'] },
    ]);
    for (const by of [amina, product.as('approver')])
      expect((await extend(by, id, '2198-10-01')).errors).toMatchObject([{ code: 'FORBIDDEN' }]);
    expect((await extend(product.as('iccCoordinator'), id, '2198-10-01')).errors).toMatchObject([
      { code: 'NOT_FOUND' },
    ]);
    expect(await read(officer, id)).toMatchObject({ state: 'LAPSED', replyBy });
    expect(await extend(officer, id, '2198-10-01')).toMatchObject({ errors: [] });
    expect((await extend(officer, id, '2198-10-02')).errors).toMatchObject([{ code: 'VERSION_CONFLICT' }]);
  });

  it('is for who has not answered: regrets and an acceptance stay', async () => {
    for (const state of ['REGRETS', 'ACCEPTED', 'DRAFT']) {
      const { id } = await invitedOrganisation(product, { state });
      expect((await extend(product.as('officer'), id, '2198-10-01')).errors).toMatchObject([
        { code: 'ACTION_UNAVAILABLE' },
      ]);
    }
  });
});

interface Reminded {
  readonly invitation: {
    readonly remindedAt: string;
    readonly remindedBy: { readonly name: string } | null;
  } | null;
  readonly errors: readonly {
    readonly code: string;
    readonly remindedAt: string | null;
    readonly remindedBy: string | null;
  }[];
}
const remind = async (by: GraphqlClient, id: string, version = 1, key = newId()): Promise<Reminded> =>
  (
    await by.data<{ told: Reminded }>(
      `mutation ($id: ID!, $input: RemindOrganisationInvitationInput!) { told: remindOrganisationInvitation(id: $id, input: $input) {
        invitation { remindedAt remindedBy { name } } errors { code remindedAt remindedBy } } }`,
      { id, input: { idempotencyKey: key, version } },
    )
  ).told;
const codesOf = ({ errors }: Reminded): string[] => errors.map(({ code }) => code);

describe('a reminder to an organisation', () => {
  it('goes to whoever answers for it, once for a press that is sent twice, and not again within a day', async () => {
    const id = await invited('Chaseland', 'LAPSED', -3);
    const officer = product.as('officer');
    const key = newId();
    for (const told of [await remind(officer, id, 1, key), await remind(officer, id, 1, key)])
      expect(told.errors).toEqual([]);
    const again = await remind(product.as('otherOfficer'), id, 2);
    const { rows } = await product.admin.query<{ at: Date; name: string }>(
      `SELECT i.reminded_at AS at, u.name FROM delegations.organisation_invitation i JOIN access.app_user u ON u.id = i.reminded_by WHERE i.id = $1`,
      [id],
    );
    expect(again).toEqual({
      invitation: null,
      errors: [
        { code: 'ALREADY_REMINDED', remindedAt: rows[0]?.at.toISOString(), remindedBy: rows[0]?.name },
      ],
    });
    expect(rows[0]?.name).toMatch(/officer/i);
    const mails = await mailed('the reply of Chaseland', 1);
    expect(mails.map(([to]) => to)).toEqual([aminasMailbox]);
    expect(mails[0]?.[2]).toContain('has passed');
    // As if a day had gone by.
    await product.admin.query(
      `UPDATE delegations.organisation_invitation SET reminded_at = reminded_at - interval '1 day' WHERE id = $1`,
      [id],
    );
    expect((await remind(product.as('otherOfficer'), id, 2)).errors).toEqual([]);
    expect(await mailed('the reply of Chaseland', 2)).toHaveLength(2);
  });

  it('goes to the contacts where nobody answers for it, and nowhere where none has an address', async () => {
    const { id, organisationId } = await invitedOrganisation(product, { name: 'Paperland', state: 'SENT' });
    expect(codesOf(await remind(product.as('officer'), id))).toEqual(['INCOMPLETE']);
    await contactsOf(product, organisationId, ['protocol@paperland.example', 'Protocol@paperland.example']);
    expect(codesOf(await remind(product.as('officer'), id))).toEqual([]);
    const mails = await mailed('the reply of Paperland', 1);
    expect(mails.map(([to]) => to)).toEqual(['protocol@paperland.example']);
    expect(mails[0]?.[2]).toContain('Please reply by');
  });

  it('goes to nobody who has answered meanwhile, or who waits for the host (case G12)', async () => {
    const id = await invited('Askland', 'LAPSED', -3);
    await act(amina, 'ask', id, { version: 1 });
    expect(codesOf(await remind(product.as('officer'), id, 2))).toEqual(['ACTION_UNAVAILABLE']);
    const other = await invited('Answerland', 'SENT', 30);
    await act(amina, 'regret', other, { version: 1 });
    expect(codesOf(await remind(product.as('officer'), other, 1))).toEqual(['VERSION_CONFLICT']);
    expect(codesOf(await remind(product.as('officer'), other, 2))).toEqual(['ACTION_UNAVAILABLE']);
  });

  it('is an officer’s press alone', async () => {
    const id = await invited('Otherland', 'LAPSED', -3);
    for (const by of [amina, product.as('approver'), product.as('auditor')])
      expect(codesOf(await remind(by, id))).toEqual(['FORBIDDEN']);
    expect(codesOf(await remind(product.as('iccCoordinator'), id))).toEqual(['NOT_FOUND']);
  });
});

describe('what is overdue', () => {
  it('is out, behind its date by the conference’s day, and neither answered nor asked about', async () => {
    const made = [
      ['Overdue A', 'SENT', -3],
      ['Overdue B', 'LAPSED', -3],
      ['Overdue C', 'SENT', 2],
      ['Overdue D', 'REGRETS', -3],
      ['Overdue E', 'ACCEPTED', -3],
      ['Overdue F', 'DRAFT', -3],
      ['Overdue G', 'REVOKED', -3],
    ] as const;
    for (const [name, state, replyIn] of made) await invitedOrganisation(product, { name, state, replyIn });
    const asking = await invited('Overdue H', 'LAPSED', -3);
    await act(amina, 'ask', asking, { version: 1 });
    const listed = async (filter: object): Promise<readonly string[]> => {
      const { list } = await product
        .as('auditor')
        .data<{ list: { nodes: { organisationName: string }[] } }>(
          'query ($c: ID!, $f: OrganisationInvitationFilterInput) { list: organisationInvitations(conferenceId: $c, filter: $f, first: 100) { nodes { organisationName } } }',
          { c: product.world.conferenceId, f: { search: 'overdue', ...filter } },
        );
      return list.nodes.map(({ organisationName }) => organisationName.slice(-1));
    };
    expect(await listed({ isOverdue: true })).toEqual(['A', 'B']);
    expect(await listed({ isOverdue: false })).toEqual(['C', 'D', 'E', 'F', 'G', 'H']);
    expect(await listed({ isOverdue: null })).toHaveLength(8);
  });
});

describe('the answer of the host', () => {
  it('is mailed to whoever answers for the organisation, once, without the reason (case G12)', async () => {
    const officer = product.as('officer');
    const no = await invited('Noland', 'LAPSED', -3);
    await act(amina, 'ask', no, { version: 1 });
    const decline = { version: 2, reason: 'The hall is full', idempotencyKey: newId() };
    for (const told of [
      await act(officer, 'decline', no, decline),
      await act(officer, 'decline', no, decline),
    ])
      expect(told.errors).toEqual([]);
    const yes = await invited('Yesland', 'REGRETS', 30);
    await act(amina, 'ask', yes, { version: 1 });
    const seats = [{ role: 'HEAD', count: 1 }];
    expect((await act(officer, 'admit', yes, { version: 2, seats })).invitation?.state).toBe('ACCEPTED');
    const [admitted, ...more] = await mailed('Yesland and', 1);
    expect(admitted?.[0]).toBe(aminasMailbox);
    expect(admitted?.[2]).toContain('The host says yes');
    expect(more).toEqual([]);
    const declined = await mailed('Noland and', 1);
    expect(declined.map(([to]) => to)).toEqual([aminasMailbox]);
    expect(declined[0]?.[2]).toContain('The host says no');
    expect(declined[0]?.[2]).not.toContain('The hall is full');
  });
});
