import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { drain } from '#libs/testing';
import { type Product, startProduct } from '../support/product.js';
import { type Nominees, nomineesOf } from './nominees.js';
import { correctPerson, releaseDecisions } from './operations.js';

const SEEN = `query ($id: ID!) { nomination(id: $id) { version state person { name honorific }
  history { nodes { action summary } } messages { kind state } } }`;

interface Seen {
  readonly version: number;
  readonly state: string;
  readonly person: { readonly name: string; readonly honorific: string | null };
  readonly history: { readonly nodes: readonly { readonly action: string; readonly summary: string }[] };
  readonly messages: readonly { readonly kind: string; readonly state: string }[];
}

let product: Product;
let nominees: Nominees;

beforeAll(async () => {
  product = await startProduct({ places: 20 });
  nominees = nomineesOf(product);
});

afterAll(() => product.close());

const look = async (id: string): Promise<Seen> =>
  (await product.as('officer').data<{ nomination: Seen }>(SEEN, { id })).nomination;

const found = async (search: string): Promise<string[]> =>
  (
    await product
      .as('officer')
      .data<{ nominations: { nodes: { id: string }[] } }>(
        'query ($c: ID!, $s: String) { nominations(conferenceId: $c, filter: { search: $s }) { nodes { id } } }',
        { c: product.world.conferenceId, s: search },
      )
  ).nominations.nodes.map(({ id }) => id);

async function invited(name: string): Promise<{ id: string; token: string }> {
  const id = await nominees.decided(name, { outcome: 'APPROVE' });
  await releaseDecisions(product.as('approver'), product.world.conferenceId, [id]);
  const { text } = await product.sink.receivedBy(nominees.emailOf(name), 20_000);
  return { id, token: /\/invitation#([\w-]+)/.exec(text)?.[1] ?? '' };
}

const nameBehind = async (token: string): Promise<unknown> =>
  (
    await product
      .anonymous()
      .data<{ invitation: unknown }>(
        'query ($token: String!) { invitation(token: $token) { personName honorific state } }',
        { token },
      )
  ).invitation;

describe('facts about a person, past drafting', () => {
  it('are corrected by the body: read and found as they are now, told in the history, screened anew', async () => {
    const id = await nominees.decided('Misspelt Sampel', { outcome: 'RESERVE' });
    const before = await look(id);
    const { errors, nomination } = await correctPerson(product.as('iccNominator'), id, {
      version: before.version,
      name: 'Mended Sample',
      honorific: 'Dr',
    });
    expect(errors).toEqual([]);
    expect(nomination?.version).toBe(before.version + 1);
    const after = await look(id);
    expect(after.person).toEqual({ name: 'Mended Sample', honorific: 'Dr' });
    expect(after.history.nodes.at(-1)).toEqual({
      action: 'nomination.person-corrected',
      summary: 'Corrected the person (person.name, person.honorific)',
    });
    expect(await found('mended')).toEqual([id]);
    const { rows } = await product.admin.query<{ nomination_version: number }>(
      `SELECT DISTINCT s.nomination_version FROM nominations.screening s
       JOIN nominations.nomination n ON n.id = s.nomination_id AND n.version = s.nomination_version WHERE n.id = $1`,
      [id],
    );
    expect(rows).toHaveLength(1);
  });

  it('are on the page of an invitation that is out: nothing is sent, and the link stays', async () => {
    const { id, token } = await invited('Invited Sampel');
    product.sink.clear();
    const { version } = await look(id);
    const { errors } = await correctPerson(product.as('officer'), id, {
      version,
      name: 'Invited Sample',
      honorific: 'Prof.',
    });
    expect(errors).toEqual([]);
    expect(await nameBehind(token)).toEqual({
      personName: 'Invited Sample',
      honorific: 'Prof.',
      state: 'PENDING',
    });
    await drain(async () => (await look(id)).messages.every(({ state }) => state === 'SENT'), {
      what: 'no message to wait',
      timeoutMs: 20_000,
    });
    const toThePerson = nominees.emailOf('Invited Sampel');
    const sent = await product.sink.messages();
    expect(sent.flatMap(({ envelope }) => envelope.to).filter((address) => address === toThePerson)).toEqual(
      [],
    );
  });

  it('stand as they are once the invitation is answered', async () => {
    const { id, token } = await invited('Answered Sample');
    await product
      .anonymous()
      .data(
        `mutation ($token: String!) { confirmInvitation(token: $token, input: { idempotencyKey: "answered" }) { errors { code } } }`,
        { token },
      );
    const before = await look(id);
    const { errors } = await correctPerson(product.as('iccCoordinator'), id, {
      version: before.version,
      name: 'Somebody Else',
    });
    expect(errors).toEqual([
      {
        code: 'INVITATION_ENDED',
        message: 'The person has answered the invitation, so this is not corrected any more. Ask the host.',
        path: [],
      },
    ]);
    const { version, person } = await look(id);
    expect({ version, person }).toEqual({ version: before.version, person: before.person });
  });
});
