import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#libs/kernel';
import { drain } from '#libs/testing';
import { invitedOrganisation } from '../support/organisation-invitations.js';
import { type Person, type Product, startProduct } from '../support/product.js';

let product: Product;

beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.close());

interface Answer {
  readonly invitation: {
    readonly id: string;
    readonly state: string;
    readonly version: number;
    readonly availableActions: readonly string[];
  } | null;
  readonly errors: readonly {
    readonly code: string;
    readonly path: readonly string[];
    readonly state?: string;
  }[];
}

const SEATS = [
  { role: 'HEAD', count: 1 },
  { role: 'DELEGATE', count: 3 },
];
const LETTER = { level: 'MINISTER', seats: SEATS, replyBy: '2199-09-15', language: 'fr' };

async function act(by: Person, verb: string, input: object, id?: string): Promise<Answer> {
  const name = `${verb}OrganisationInvitation`;
  const type = `${name[0]?.toUpperCase() ?? ''}${name.slice(1)}Input!`;
  const [declared, given, state] = id === undefined ? ['', '', ''] : ['$id: ID!, ', 'id: $id, ', 'state'];
  const text = `mutation (${declared}$input: ${type}) { answer: ${name}(${given}input: $input) {
    invitation { id state version availableActions } errors { code path ${state} } } }`;
  const variables = { ...(id !== undefined && { id }), input: { idempotencyKey: newId(), ...input } };
  return (await product.as(by).data<{ answer: Answer }>(text, variables)).answer;
}

async function organisation(directoryKey: string): Promise<string> {
  const input = { idempotencyKey: newId(), conferenceId: product.world.conferenceId, directoryKey };
  const { answer } = await product
    .as('officer')
    .data<{ answer: { organisation: { id: string } } }>(
      'mutation ($input: CreateOrganisationInput!) { answer: createOrganisation(input: $input) { organisation { id } } }',
      { input },
    );
  return answer.organisation.id;
}
const draft = (organisationId: string, more: object = {}): Promise<Answer> =>
  act('officer', 'create', {
    conferenceId: product.world.conferenceId,
    organisationId,
    ...LETTER,
    ...more,
  });
const idOf = ({ invitation }: Answer): string => invitation?.id ?? '';
const codes = ({ errors }: Answer): string[] => errors.map(({ code }) => code);

async function board(filter: object = {}, more = ''): Promise<readonly object[]> {
  const { organisationInvitations } = await product
    .as('auditor')
    .data<{ organisationInvitations: { nodes: object[] } }>(
      `query ($c: ID!, $f: OrganisationInvitationFilterInput) { organisationInvitations(conferenceId: $c, language: "fr", filter: $f, first: 100) {
        nodes { organisation { name(language: "fr") } state ${more} } } }`,
      { c: product.world.conferenceId, f: filter },
    );
  return organisationInvitations.nodes;
}
const names = async (filter: object = {}): Promise<string[]> =>
  (await board(filter)).map((node) => (node as { organisation: { name: string } }).organisation.name);

/** What the trail says of it, the oldest first. */
async function trail(id: string): Promise<[action: string, remark: string | null][]> {
  const { auditEvents } = await product.as('auditor').data<{
    auditEvents: { nodes: { action: string; remark: string | null }[] };
  }>('query ($c: ID!, $id: ID!) { auditEvents(conferenceId: $c, filter: { subjectId: $id }) { nodes { action remark } } }', { c: product.world.conferenceId, id });
  return auditEvents.nodes
    .reverse()
    .map(({ action, remark }) => [action.replace('organisation-invitation.', ''), remark]);
}

describe('the invitation of an organisation', () => {
  it('goes from a draft over the approval of somebody else to the answer, each act with its note in the trail', async () => {
    const drafted = await draft(await organisation('state:BJ'), { salutation: 'Excellence,' });
    expect(drafted).toMatchObject({
      invitation: { state: 'DRAFT', version: 1, availableActions: ['UPDATE', 'REVOKE'] },
      errors: [],
    });
    const id = idOf(drafted);
    expect(codes(await act('officer', 'approve', { version: 1 }, id))).toEqual(['FORBIDDEN']);
    expect(codes(await act('officer', 'send', { version: 1 }, id))).toEqual(['ACTION_UNAVAILABLE']);
    expect(await act('approver', 'approve', { version: 1, note: 'Seen' }, id)).toMatchObject({
      invitation: { state: 'APPROVED', version: 2 },
    });
    expect(codes(await act('officer', 'send', { version: 1 }, id))).toEqual(['VERSION_CONFLICT']);
    expect(await act('officer', 'send', { version: 2 }, id)).toMatchObject({ invitation: { state: 'SENT' } });
    expect(await act('officer', 'acknowledge', { version: 3, note: 'By telephone' }, id)).toMatchObject({
      invitation: { state: 'SENT', availableActions: ['ACCEPT', 'REGRET', 'REMIND', 'EXTEND', 'REVOKE'] },
    });
    expect(await act('officer', 'accept', { version: 4, note: 'Note verbale 7' }, id)).toMatchObject({
      invitation: { state: 'ACCEPTED', availableActions: ['REGRET', 'REVOKE'] },
    });
    expect(await trail(id)).toEqual([
      ['drafted', null],
      ['approved', 'Seen'],
      ['sent', null],
      ['acknowledged', 'By telephone'],
      ['accepted', 'Note verbale 7'],
    ]);
  });

  it('is not approved without a salutation, which nobody guesses (case G17), nor by whoever has drafted it', async () => {
    const id = idOf(await draft(await organisation('state:TG')));
    expect(codes(await act('approver', 'approve', { version: 1 }, id))).toEqual(['INCOMPLETE']);
    const own = await invitedOrganisation(product, { drafter: product.world.people.approver.userId });
    expect(codes(await act('approver', 'approve', { version: 1 }, own.id))).toEqual(['SEPARATION_OF_DUTIES']);
    expect(await act('otherApprover', 'approve', { version: 1 }, own.id)).toMatchObject({
      invitation: { state: 'APPROVED' },
    });
    expect(await act('officer', 'update', { version: 2, salutation: null }, own.id)).toMatchObject({
      invitation: { state: 'DRAFT' },
    });
    expect(codes(await act('otherApprover', 'approve', { version: 3 }, own.id))).toEqual(['INCOMPLETE']);
  });

  it('comes back from regrets by the host’s yes alone, with the seats that it gives then (case G12)', async () => {
    const { id } = await invitedOrganisation(product, { state: 'SENT' });
    expect(await act('officer', 'regret', { version: 1 }, id)).toMatchObject({
      invitation: { state: 'REGRETS' },
    });
    const { errors } = await act('officer', 'accept', { version: 2 }, id);
    expect(errors).toMatchObject([{ code: 'ACTION_UNAVAILABLE', state: 'REGRETS' }]);
    const seats = [{ role: 'HEAD', count: 1 }];
    expect(await act('officer', 'admit', { version: 2, seats }, id)).toMatchObject({
      invitation: { state: 'ACCEPTED' },
    });
    expect((await trail(id)).map(([action]) => action)).toEqual(['regretted', 'admitted']);
    expect(
      (await board({ states: ['ACCEPTED'] }, 'id seats { role count }')).find(
        (one) => 'id' in one && one.id === id,
      ),
    ).toMatchObject({ seats });
  });

  it('lapses behind the date for replies where nobody has answered, by itself', async () => {
    const { id } = await invitedOrganisation(product, { state: 'APPROVED' });
    const answered = await invitedOrganisation(product, { state: 'APPROVED' });
    for (const one of [id, answered.id]) await act('officer', 'send', { version: 1 }, one);
    await act('officer', 'accept', { version: 2 }, answered.id);
    // As if the day had passed.
    await product.admin.query(
      'UPDATE delegations.organisation_invitation SET reply_by = current_date - 3 WHERE id = ANY ($1)',
      [[id, answered.id]],
    );
    await product.admin.query(
      `INSERT INTO platform.outbox (id, conference_id, queue, job, payload, run_at)
       SELECT gen_random_uuid(), conference_id, queue, job, payload, clock_timestamp() FROM platform.outbox
       WHERE job = 'lapse-organisation-invitation'`,
    );
    const of = async (one: string) =>
      (
        await product
          .as('officer')
          .data<{ node: { state: string } }>(
            'query ($id: ID!) { node(id: $id) { ... on OrganisationInvitation { state } } }',
            { id: one },
          )
      ).node.state;
    await drain(async () => (await of(id)) === 'LAPSED', { what: 'the invitation to lapse' });
    expect(await of(answered.id)).toBe('ACCEPTED');
    expect((await trail(id)).map(([action]) => action)).toEqual(['sent', 'lapsed']);
  });

  it('is one for each organisation, whoever presses at the same moment, until it is revoked', async () => {
    const organisationId = await organisation('state:KN');
    const both = await Promise.all([draft(organisationId), draft(organisationId)]);
    expect(both.flatMap(({ errors }) => errors)).toMatchObject([
      { code: 'INVALID_INPUT', path: ['input', 'organisationId'] },
    ]);
    const id = both.map(idOf).find((one) => one !== '') ?? '';
    expect(await act('officer', 'revoke', { version: 1, reason: 'By mistake' }, id)).toMatchObject({
      invitation: { state: 'REVOKED', availableActions: [] },
    });
    expect(codes(await draft(organisationId))).toEqual([]);
  });

  it('keeps two invited organisations apart, and stands with the kept one of two that are merged (case G5)', async () => {
    const merge = async (id: string, mergedId: string): Promise<string[]> => {
      const input = { idempotencyKey: newId(), version: 1, mergedId, mergedVersion: 1 };
      const { answer } = await product
        .as('officer')
        .data<{ answer: { errors: { code: string }[] } }>(
          'mutation ($id: ID!, $input: MergeOrganisationsInput!) { answer: mergeOrganisations(id: $id, input: $input) { errors { code } } }',
          { id, input },
        );
      return answer.errors.map(({ code }) => code);
    };
    const [one, other] = [
      await invitedOrganisation(product, { name: 'Foreign Office', state: 'ACCEPTED' }),
      await invitedOrganisation(product, { name: 'Bureau Modèle' }),
    ];
    expect(await merge(other.organisationId, one.organisationId)).toEqual(['ACTION_UNAVAILABLE']);
    await act('officer', 'revoke', { version: 1, reason: 'Invited twice' }, other.id);
    expect(await merge(other.organisationId, one.organisationId)).toEqual([]);
    expect(await names({ states: ['ACCEPTED'], search: 'Foreign Office' })).toEqual(['Bureau Modèle']);
    expect((await draft(other.organisationId)).errors).toMatchObject([{ code: 'INVALID_INPUT' }]);
    expect((await draft(one.organisationId)).errors).toMatchObject([{ code: 'INVALID_INPUT' }]);
  });
});

describe('the board', () => {
  it('has the protocol order of a language, narrowed by region, state, level and name (case G1)', async () => {
    for (const code of ['GW', 'GQ', 'GN', 'US']) await draft(await organisation(`state:${code}`));
    expect(
      await names({ regions: ['AFRICA'], states: ['DRAFT'], levels: ['MINISTER'], search: 'guin' }),
    ).toEqual(['Guinée', 'Guinée-Bissau', 'Guinée équatoriale']);
    expect(await names({ regions: ['AMERICAS'], levels: ['OBSERVER'] })).toEqual([]);
    expect(await names({ regions: ['AMERICAS'], states: ['DRAFT'] })).toEqual([
      'États-Unis d’Amérique',
      'Saint-Kitts-et-Nevis',
    ]);
  });

  it('counts invitations and seats of every state', async () => {
    const { organisationInvitationFigures: figures } = await product
      .as('approver')
      .data<{ organisationInvitationFigures: { state: string; count: number }[] }>(
        `query ($c: ID!) { organisationInvitationFigures(conferenceId: $c, filter: { regions: [AMERICAS], states: [REVOKED] }) {
          state count seats { role count } } }`,
        { c: product.world.conferenceId },
      );
    expect(figures.map(({ state, count }) => [state, count])).toEqual([
      ['DRAFT', 2],
      ['APPROVED', 0],
      ['SENT', 0],
      ['ACCEPTED', 0],
      ['REGRETS', 0],
      ['LAPSED', 0],
      ['REVOKED', 1],
    ]);
    expect(figures[0]).toMatchObject({
      seats: [
        { role: 'HEAD', count: 2 },
        { role: 'DELEGATE', count: 6 },
      ],
    });
  });

  it('is nothing to bodies, who find no invitation by its id either', async () => {
    const { id } = await invitedOrganisation(product);
    const coordinator = product.as('iccCoordinator');
    const { errors } = await coordinator.query(
      'query ($c: ID!) { organisationInvitations(conferenceId: $c) { nodes { id } } }',
      { c: product.world.conferenceId },
    );
    expect(errors).toMatchObject([{ extensions: { code: 'FORBIDDEN' } }]);
    expect(await coordinator.data('query ($id: ID!) { node(id: $id) { id } }', { id })).toEqual({
      node: null,
    });
    expect(codes(await act('iccCoordinator', 'revoke', { version: 1, reason: 'No' }, id))).toEqual([
      'NOT_FOUND',
    ]);
  });
});
