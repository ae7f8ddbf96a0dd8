import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { parse } from 'csv-parse/sync';
import { readPdf } from '#libs/documents/testing';
import { column, readBack } from '#libs/export/testing';
import { drain } from '#libs/testing';
import { newId } from '#libs/kernel';
import { NOMINATION_COLUMNS } from '#libs/nominations/testing';
import { type Person, type Product, startProduct } from '../support/product.js';
import { nomineesOf } from './nominees.js';
import { createNomination, releaseDecisions } from './operations.js';

const EVENTS = `SELECT action, actor_id, body_id, subject_id, details FROM audit.event WHERE subject_type = 'export' ORDER BY id`;

interface Event {
  readonly action: string;
  readonly actor_id: string;
  readonly body_id: string | null;
  readonly subject_id: string;
  readonly details: Readonly<Record<string, unknown>>;
}

describe('the list of nominations as a file', () => {
  let product: Product;
  let decidedId: string;

  beforeAll(async () => {
    product = await startProduct({ withoutWorker: true });
    const nominees = nomineesOf(product);
    const icc = product.as('iccCoordinator');
    await createNomination(icc, nominees.draft('Ana Muster', { rank: 1 }));
    decidedId = await nominees.decided('Embargo Example', { outcome: 'APPROVE' });
    await createNomination(product.as('chCoordinator'), {
      ...nominees.draft('Chatham Example'),
      bodyId: product.world.chathamHouse,
    });
  });
  afterAll(() => product.close());

  const post = (
    person: Person | null,
    asked: object,
    headers: Record<string, string> = {},
  ): Promise<Response> =>
    fetch(`${product.url}/exports`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(person === null ? {} : { authorization: `Bearer ${product.tokenOf(person)}` }),
        ...headers,
      },
      body: JSON.stringify({
        list: 'nominations',
        conferenceId: product.world.conferenceId,
        format: 'CSV',
        orderBy: { field: 'NAME' },
        ...asked,
      }),
    });

  const namesFor = async (person: Person, asked: object = {}): Promise<unknown> => {
    const columns = ['name', 'state'];
    const response = await post(person, { columns, ...asked });
    const bytes = Buffer.from(await response.arrayBuffer());
    const isText = response.headers.get('content-type')?.startsWith('text/csv') === true;
    const rows = isText
      ? parse(bytes, { bom: true })
      : (await readBack(bytes)).rows.map(({ A, B }) => [A?.text, B?.text]);
    return rows.slice(1).map((cells) => cells.join(': '));
  };

  const events = async (): Promise<readonly Event[]> => (await product.admin.query<Event>(EVENTS)).rows;

  it.each([
    ['officer', ['Ana Muster: Draft', 'Chatham Example: Draft', 'Embargo Example: Decided']],
    ['auditor', ['Ana Muster: Draft', 'Chatham Example: Draft', 'Embargo Example: Decided']],
    ['iccCoordinator', ['Ana Muster: Draft', 'Embargo Example: Under review']],
    ['iccViewer', ['Ana Muster: Draft', 'Embargo Example: Under review']],
    ['chCoordinator', ['Chatham Example: Draft']],
  ] as const)('has for %s what they see, and no decision before its release', async (person, names) => {
    expect(await namesFor(person)).toEqual(names);
    expect(await namesFor(person, { format: 'XLSX' })).toEqual(names);
  });

  it('shows the same rows as the list does, in the same order', async () => {
    const { nominations } = await product
      .as('officer')
      .data<{ nominations: { nodes: { person: { name: string } }[] } }>(
        `query ($c: ID!) { nominations(conferenceId: $c, orderBy: { field: UPDATED_AT, direction: DESC }) { nodes { person { name } } } }`,
        { c: product.world.conferenceId },
      );
    const response = await post('officer', {
      columns: ['name'],
      orderBy: { field: 'UPDATED_AT', direction: 'DESC' },
    });
    const back = await readBack(Buffer.from(await response.arrayBuffer()));
    expect(column(back, 'A')).toEqual(nominations.nodes.map(({ person }) => person.name));
  });

  it('is filtered as the list is, also by what a search finds', async () => {
    expect(await namesFor('officer', { filter: { states: ['DECIDED'] } })).toEqual([
      'Embargo Example: Decided',
    ]);
    expect(await namesFor('iccViewer', { filter: { states: ['DECIDED'] } })).toEqual([]);
    expect(await namesFor('officer', { filter: { search: 'chatham' } })).toEqual(['Chatham Example: Draft']);
    expect(await namesFor('officer', { filter: { bodyIds: [product.world.icc] } })).toHaveLength(2);
    expect(await namesFor('chCoordinator', { filter: { bodyIds: [product.world.icc] } })).toEqual([]);
    expect(await namesFor('chCoordinator', { filter: { ids: [decidedId] } })).toEqual([]);
  });

  it('has the columns that were chosen, in their order, in the language that was asked for', async () => {
    const columns = ['country', 'name', 'capacity'];
    const response = await post('iccViewer', { columns, language: 'fr', filter: { search: 'Ana' } });
    expect(response.headers.get('content-disposition')).toContain(
      "filename*=UTF-8''Test%20Conference%20-%20Candidatures.csv",
    );
    expect(await response.text()).toBe(
      'Pays,Nom,En qualité de\r\nRoyaume-Uni de Grande-Bretagne et d’Irlande du Nord,Ana Muster,Délégué(e)\r\n',
    );
  });

  it('offers the columns of the review to the host alone', async () => {
    const host = await readBack(Buffer.from(await (await post('auditor', {})).arrayBuffer()));
    const body = await readBack(Buffer.from(await (await post('iccViewer', {})).arrayBuffer()));
    const headings = ({ rows: [first = {}] }: typeof host): string[] =>
      Object.values(first).map(({ text }) => text);
    expect(headings(host)).toEqual(expect.arrayContaining(['Name', 'Stage', 'Due']));
    expect(headings(body)).not.toEqual(expect.arrayContaining(['Stage']));
    const asHost = await post('iccViewer', { columns: ['name', 'stage'] });
    const asNobody = await post('iccViewer', { columns: ['name', 'nonsense'] });
    const plain = async (response: Response): Promise<string> =>
      (await response.text()).replace(/"requestId":"[^"]+"/, '');
    expect([asHost.status, await plain(asHost)]).toEqual([400, await plain(asNobody)]);
  });

  it('has the audit log with its hashes for the host and auditors; to others there is no such list', async () => {
    const asked = { list: 'sealedTrail', orderBy: null, columns: ['sequence', 'hash'] };
    for (const person of ['auditor', 'officer'] as const) {
      const file = await post(person, asked);
      expect([file.status, await file.text()]).toEqual([200, '\uFEFFsequence,hash\r\n'.slice(1)]);
    }
    const refusals = await Promise.all(
      [asked, { ...asked, list: 'nonsense' }].map(async (one) => {
        const response = await post('iccCoordinator', one);
        return [response.status, (await response.text()).replace(/"requestId":"[^"]+"/, '')];
      }),
    );
    expect(refusals[0]).toEqual(refusals[1]);
    expect(refusals[0]?.[0]).toBe(400);
    const filtered = await post('auditor', { ...asked, filter: { actions: [] } });
    expect([filtered.status, await filtered.text()]).toEqual([
      400,
      expect.stringContaining('leave the filter away'),
    ]);
  });

  it('has columns that the page for developers names', async () => {
    const page = await readFile(join(import.meta.dirname, '../../docs/api/exports.md'), 'utf8');
    const named = [...page.matchAll(/`(\w+)`/g)].map(([, key]) => key);
    const columns = named.filter((key) => NOMINATION_COLUMNS.some((one) => one.key === key));
    expect(new Set(columns)).toEqual(new Set(NOMINATION_COLUMNS.map(({ key }) => key)));
  });

  it.each([
    ['nobody', null, {}, 401, 'UNAUTHENTICATED'],
    ['somebody with an unknown conference', 'officer', { conferenceId: newId() }, 404, 'NOT_FOUND'],
    ['a list that is none', 'officer', { list: 'secrets' }, 400, 'INVALID_INPUT'],
    ['a format that is none', 'officer', { format: 'EXE' }, 400, 'INVALID_INPUT'],
    ['a filter that is none', 'officer', { filter: { passwords: true } }, 400, 'INVALID_INPUT'],
    ['a search that is too long', 'officer', { filter: { search: 'x'.repeat(201) } }, 400, 'INVALID_INPUT'],
    ['no columns', 'officer', { columns: [] }, 400, 'INVALID_INPUT'],
  ] as const)('is refused in words to %s, and leaves no entry', async (_who, person, asked, status, code) => {
    const before = await events();
    const response = await post(person, asked);
    const { errors } = (await response.json()) as {
      errors: { extensions: { code: string; requestId: string } }[];
    };
    expect([response.status, errors[0]?.extensions.code]).toEqual([status, code]);
    expect(errors[0]?.extensions.requestId).toBe(response.headers.get('x-request-id'));
    expect(await events()).toEqual(before);
  });

  it('is given to no form of another site, and to no token that does not hold', async () => {
    const foreign = await post(null, {}, { cookie: 'plenary_session=x', 'sec-fetch-site': 'cross-site' });
    const dead = await post(null, {}, { authorization: 'Bearer dead' });
    expect([foreign.status, dead.status]).toEqual([403, 401]);
    const form = await fetch(`${product.url}/exports`, {
      method: 'POST',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'list=nominations',
    });
    expect(form.status).toBe(415);
  });

  it('is on record with the kinds of its filters, never with what was looked for', async () => {
    const before = (await events()).length;
    const filter = { search: 'Embargo', states: [], bodyIds: null };
    await (await post('iccViewer', { filter, columns: ['name'] })).text();
    const ended = await drain(
      async () => ((await events()).length === before + 2 ? await events() : undefined),
      {
        what: 'both entries',
      },
    );
    const [begun, end] = ended.slice(before);
    const { icc, people } = product.world;
    expect(begun).toEqual({
      action: 'list.exported',
      actor_id: people.iccViewer.userId,
      body_id: icc,
      subject_id: begun?.subject_id,
      details: { list: 'nominations', format: 'CSV', columns: ['name'], filters: ['search'] },
    });
    expect(end).toMatchObject({
      action: 'list.export-ended',
      body_id: icc,
      subject_id: begun?.subject_id,
      details: { rows: 1, guarded: 0, cut: 0, sheets: 1, isWhole: true },
    });
  });

  it('says what it has changed and how many rows it has, to whoever asks for that beside the file', async () => {
    const draft = nomineesOf(product).draft('Guarded Example');
    const person = { ...draft.person, organisation: '=1+1' };
    await createNomination(product.as('iccCoordinator'), { ...draft, person });
    const response = await post(
      'iccViewer',
      { columns: ['name', 'organisation'], filter: { search: 'Guarded' } },
      { accept: 'multipart/form-data' },
    );
    const form = await response.formData();
    expect(await (form.get('file') as File).text()).toBe("Name,Organisation\r\nGuarded Example,'=1+1\r\n");
    expect(JSON.parse(form.get('summary') as string)).toEqual({ rows: 1, guarded: 1, cut: 0, sheets: 1 });
  });

  it('is a PDF too, with what each sees, their body and their name, on record as others are', async () => {
    const texts = async (person: Person): Promise<string> => {
      const response = await post(person, { format: 'PDF', columns: ['name', 'state'] });
      expect([response.status, response.headers.get('content-type')]).toEqual([200, 'application/pdf']);
      expect(response.headers.get('content-disposition')).toContain('Test Conference - Nominations.pdf');
      return (await readPdf(new Uint8Array(await response.arrayBuffer()), 20))
        .map(({ text }) => text)
        .join('\n');
    };
    const [host, body] = [await texts('officer'), await texts('iccViewer')];
    expect(host).toMatch(/Embargo Example Decided[^]*Page 1 of 1/);
    expect(host).toContain('Chatham Example');
    expect(body).toContain('Embargo Example Under review');
    expect(body).not.toContain('Chatham Example');
    const { people, icc } = product.world;
    const NAMES = `SELECT (SELECT name FROM access.app_user WHERE id = $1) AS person, (SELECT name FROM conference.body WHERE id = $2) AS body`;
    const [named] = (
      await product.admin.query<{ person: string; body: string }>(NAMES, [people.iccViewer.userId, icc])
    ).rows;
    for (const name of [named!.person, named!.body]) expect(body).toContain(name);
    const [begun, ended] = (await events()).slice(-2);
    expect([begun?.action, begun?.details['format'], ended?.details]).toEqual([
      'list.exported',
      'PDF',
      expect.objectContaining({ rows: 3, sheets: 1, isWhole: true }),
    ]);
  });

  it('as a PDF is refused with the sign that no font has, and is on record as no whole one', async () => {
    await createNomination(product.as('iccCoordinator'), nomineesOf(product).draft('Smiling 😀 Example'));
    const asked = { format: 'PDF', columns: ['name'], filter: { search: 'Smiling' } };
    const response = await post('iccViewer', asked);
    const { errors } = (await response.json()) as { errors: { message: string; extensions: object }[] };
    expect([response.status, errors[0]?.extensions]).toMatchObject([
      400,
      { code: 'INVALID_INPUT', inputPath: ['format'] },
    ]);
    expect(errors[0]?.message).toContain('(U+1F600) of row 1, column “Name”');
    expect((await events()).at(-1)?.details).toMatchObject({ rows: 1, isWhole: false });
  });

  it('tells the body of a decision once it is released', async () => {
    await releaseDecisions(product.as('approver'), product.world.conferenceId, [decidedId]);
    expect(await namesFor('iccViewer', { filter: { ids: [decidedId] } })).toEqual([
      'Embargo Example: Approved',
    ]);
  });
});
