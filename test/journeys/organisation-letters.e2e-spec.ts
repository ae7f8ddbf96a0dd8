import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#libs/kernel';
import { drain } from '#libs/testing';
import { type Product, startProduct } from '../support/product.js';

let product: Product;

beforeAll(async () => {
  product = await startProduct();
});
afterAll(() => product.close());

interface Invitation {
  readonly id: string;
  readonly version: number;
  readonly letter: { readonly missing: readonly string[]; readonly previewPath: string | null };
  readonly documents: readonly { readonly number: string; readonly state: string; readonly path: string }[];
}
const FIELDS = 'id version letter { missing previewPath } documents { number state path }';

async function act(by: 'officer' | 'approver', field: string, input: object, id?: string) {
  const type = `${field[0]?.toUpperCase() ?? ''}${field.slice(1)}Input!`;
  const [declared, given] = id === undefined ? ['', ''] : ['$id: ID!, ', 'id: $id, '];
  const { answer } = await product.as(by).data<{
    answer: { invitation: Invitation | null; errors: { code: string; message: string }[] };
  }>(`mutation (${declared}$input: ${type}) { answer: ${field}(${given}input: $input) { invitation { ${FIELDS} } errors { code message } } }`, { ...(id !== undefined && { id }), input: { idempotencyKey: newId(), ...input } });
  return answer;
}

async function organisation(directoryKey: string, emails: readonly string[], more: object = {}) {
  const { conferenceId } = product.world;
  const { added } = await product
    .as('officer')
    .data<{ added: { organisation: { id: string; version: number } } }>(
      'mutation ($input: CreateOrganisationInput!) { added: createOrganisation(input: $input) { organisation { id version } } }',
      { input: { idempotencyKey: newId(), conferenceId, directoryKey, ...more } },
    );
  const { id, version } = added.organisation;
  const contacts = emails.map((email, at) => ({ list: 'Protocol', name: `Sample ${at + 1}`, email }));
  await product
    .as('officer')
    .data(
      'mutation ($id: ID!, $input: SetOrganisationContactsInput!) { setOrganisationContacts(id: $id, input: $input) { errors { code } } }',
      { id, input: { idempotencyKey: newId(), version, contacts } },
    );
  return id;
}

async function drafted(organisationId: string, more: object = {}): Promise<Invitation> {
  const { invitation } = await act('officer', 'createOrganisationInvitation', {
    conferenceId: product.world.conferenceId,
    organisationId,
    level: 'MINISTER',
    seats: [{ role: 'HEAD', count: 1 }],
    replyBy: '2199-09-15',
    language: 'fr',
    salutation: 'Excellence,',
    ...more,
  });
  if (invitation === null) throw new Error('Nothing was drafted');
  return invitation;
}

async function sent(organisationId: string, more: object = {}): Promise<Invitation> {
  const { id } = await drafted(organisationId, more);
  await act('approver', 'approveOrganisationInvitation', { version: 1 }, id);
  const { invitation } = await act('officer', 'sendOrganisationInvitation', { version: 2 }, id);
  if (invitation === null) throw new Error('Nothing was sent');
  return invitation;
}

const pdf = async (path: string, token?: string): Promise<{ status: number; begins: string }> => {
  const answer = await fetch(`${product.url}${path}`, {
    headers: token === undefined ? {} : { authorization: `Bearer ${token}` },
  });
  return { status: answer.status, begins: (await answer.text()).slice(0, 5) };
};

async function mailed(number: string, count: number) {
  const those = async () => (await product.sink.messages()).filter(({ text }) => text.includes(number));
  await drain(async () => (await those()).length >= count, { what: 'the letter to be mailed' });
  return those();
}

async function check(input: object) {
  const { answer } = await product.anonymous().data<{
    answer: { document: { state: string; number: string } | null; errors: { code: string }[] };
  }>('mutation ($input: CheckDocumentInput!) { answer: checkDocument(input: $input) { document { state number } errors { code } } }', { input: { idempotencyKey: newId(), ...input } });
  return answer.errors[0]?.code ?? answer.document?.state ?? null;
}

describe('the letter of an invitation', () => {
  it('is looked at before it is approved, and goes with its number to each mailbox of the organisation once (case G9)', async () => {
    const id = await organisation('state:BJ', [
      'protocol@benin.example',
      'minister@benin.example',
      'Protocol@benin.example',
    ]);
    const draft = await drafted(id);
    expect(draft).toMatchObject({ letter: { missing: [] }, documents: [] });
    const path = draft.letter.previewPath ?? '';
    expect(await pdf(path, product.tokenOf('approver'))).toEqual({ status: 200, begins: '%PDF-' });
    expect(await pdf(path, product.tokenOf('iccCoordinator'))).toMatchObject({ status: 404 });
    await act('approver', 'approveOrganisationInvitation', { version: 1 }, draft.id);
    const { invitation } = await act('officer', 'sendOrganisationInvitation', { version: 2 }, draft.id);
    const [document] = invitation?.documents ?? [];
    expect(document).toMatchObject({ number: expect.stringMatching(/^TC-\d{4}-000001$/), state: 'VALID' });
    expect(await pdf(document?.path ?? '', product.tokenOf('auditor'))).toEqual({
      status: 200,
      begins: '%PDF-',
    });
    expect(await pdf(document?.path ?? '')).toMatchObject({ status: 401 });
    const mails = await mailed(document?.number ?? '?', 2);
    expect(mails.flatMap(({ envelope }) => envelope.to).sort()).toEqual([
      'minister@benin.example',
      'protocol@benin.example',
    ]);
    for (const { text, attachments } of mails) {
      expect(text).toMatch(/\/document#[\w-]{23}/);
      expect(attachments).toMatchObject([
        { filename: `${document?.number}.pdf`, contentType: 'application/pdf' },
      ]);
      expect(attachments[0]?.content.subarray(0, 5).toString()).toBe('%PDF-');
    }
  });

  it('is verified by whoever holds it: by the name on it, and by nothing less (case G22)', async () => {
    const { documents } = await sent(await organisation('state:CI', ['protocol@civ.example']));
    const [{ text = '' } = {}] = await mailed(documents[0]?.number ?? '?', 1);
    const [, address = ''] = /\/document#([\w-]{23})/.exec(text) ?? [];
    const seen = await product
      .anonymous()
      .data<object>(
        'query ($a: String!) { verifiedDocument(address: $a) { kind state conference { name } } }',
        { a: address },
      );
    expect(seen).toEqual({
      verifiedDocument: {
        kind: 'ORGANISATION_INVITATION',
        state: 'VALID',
        conference: { name: expect.any(String) as unknown },
      },
    });
    const number = documents[0]?.number ?? '';
    expect(await check({ address, name: 'Benin' })).toBeNull();
    expect(await check({ address, name: 'cote d’ivoire' })).toBe('VALID');
    expect(
      await check({ number: ` ${number.toLowerCase()} `, name: 'Le Gouvernement de la Côte d’Ivoire' }),
    ).toBe('VALID');
    expect(await check({ number, name: 'Benin' })).toBeNull();
    expect(await check({ number: 'TC-2027-999999', name: 'Benin' })).toBeNull();
    expect(await check({ name: 'Benin' })).toBe('INVALID_INPUT');
    const tries: unknown[] = [];
    for (let at = 0; at < 10; at += 1) tries.push(await check({ address, name: `Name ${at}` }));
    expect(tries).toEqual([...Array.from({ length: 9 }, () => null), 'RATE_LIMITED']);
    expect(await check({ address, name: 'Côte d’Ivoire' })).toBe('RATE_LIMITED');
  });

  it('answers no more names at once than one by one, and counts no right one', async () => {
    const { documents } = await sent(await organisation('state:GH', []), { language: 'en' });
    const number = documents[0]?.number ?? '';
    for (let at = 0; at < 12; at += 1) expect(await check({ number, name: 'Ghana' })).toBe('VALID');
    const tries = await Promise.all(
      Array.from({ length: 30 }, (_, at) => check({ number, name: `Name ${at}` })),
    );
    expect(tries.filter((said) => said === null)).toHaveLength(10);
    expect(tries.filter((said) => said === 'RATE_LIMITED')).toHaveLength(20);
  });

  it('takes the next number each, whoever sends at the same time, and is revoked with its invitation', async () => {
    const ids = await Promise.all(['state:UY', 'state:TO', 'state:KN'].map((key) => organisation(key, [])));
    const letters = await Promise.all(ids.map((id) => sent(id, { language: 'en' })));
    const serials = letters.map(({ documents }) => Number(documents[0]?.number.slice(-6)));
    const [first = 0] = serials.toSorted((one, other) => one - other);
    expect(serials.toSorted((one, other) => one - other)).toEqual([first, first + 1, first + 2]);
    const [{ id = '', documents = [] } = {}] = letters;
    const { invitation } = await act(
      'officer',
      'revokeOrganisationInvitation',
      { version: 3, reason: 'Mistaken' },
      id,
    );
    expect(invitation?.documents).toMatchObject([{ state: 'REVOKED' }]);
    expect(await check({ number: documents[0]?.number, name: 'Uruguay' })).toBe('REVOKED');
  });

  it('stops where somebody would have to guess, and says at what (case G17, case G28)', async () => {
    const names = [{ language: 'fr', official: 'République de l’Échantillon' }];
    const own = await drafted(await organisation('state:LA', [], { names }), { salutation: null });
    expect(own.letter).toEqual({ missing: ['SALUTATION', 'GOVERNMENT_FORM'], previewPath: null });
    const refused = await act('approver', 'approveOrganisationInvitation', { version: 1 }, own.id);
    expect(refused.errors).toEqual([
      { code: 'INCOMPLETE', message: expect.stringContaining('a salutation') as unknown },
    ]);
    const signs = await drafted(await organisation('state:DZ', []), { salutation: 'Excellence 🜨,' });
    const missing = await act('approver', 'approveOrganisationInvitation', { version: 1 }, signs.id);
    expect(missing.errors).toEqual([
      { code: 'INCOMPLETE', message: 'No font has these signs of the letter: 🜨 (U+1F728, salutation).' },
    ]);
  });
});
