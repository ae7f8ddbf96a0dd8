import { randomUUID } from 'node:crypto';
import { Buffer } from 'node:buffer';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { MOST_BYTES } from '#libs/spreadsheet';
import { importCase } from '#libs/spreadsheet/testing';
import { issueToken } from '../support/issue-token.js';
import { type Person, type Product, startProduct } from '../support/product.js';
import { loadFile, sendFile } from './lists-of-a-body.js';

const LIST = `query ($id: ID!) { importList(id: $id) { id fileName format rowCount state version hasRows availableActions
  createdBy { name } body { code } } }`;
const LOAD =
  'mutation ($input: LoadImportListInput!) { loadImportList(input: $input) { importList { id format rowCount } errors { code message path fileProblem } } }';
const PASTED = 'Name\tE-mail\nAda Sample\tada@example.org\nBen Sample\tben@example.org\n';

describe('a list that is loaded', () => {
  let product: Product;

  beforeAll(async () => {
    product = await startProduct({ withoutWorker: true });
  });
  afterAll(() => product.close());

  const listAs = async (person: Person, id: string | undefined) =>
    (await product.as(person).data<{ importList: Record<string, unknown> | null }>(LIST, { id })).importList;
  const paste = async (person: Person, input: object = {}) =>
    (
      await product.as(person).data<{
        loadImportList: {
          importList: { id: string } | null;
          errors: { code: string; fileProblem: string }[];
        };
      }>(LOAD, {
        input: { idempotencyKey: randomUUID(), bodyId: product.world.icc, text: PASTED, ...input },
      })
    ).loadImportList;

  it('from a file is a record with its rows, of whoever drafts for the body', async () => {
    const { bytes } = importCase('10');
    const { status, id } = await loadFile(product, 'iccNominator', bytes, { fileName: 'Délégués.xlsx' });
    expect(status).toBe(201);
    expect(await listAs('iccCoordinator', id)).toEqual({
      id,
      fileName: 'Délégués.xlsx',
      format: 'XLSX',
      rowCount: 10,
      state: 'LOADED',
      version: 1,
      hasRows: true,
      availableActions: ['SAY', 'APPLY', 'ABANDON'],
      createdBy: { name: 'ICC Nominator of test-conference' },
      body: { code: 'ICC' },
    });
    const { rows } = await product.admin.query<{ row: number }>(
      'SELECT row, cells FROM import.list_row WHERE list_id = $1 ORDER BY row',
      [id],
    );
    expect(rows.map(({ row }) => row)).toEqual([1, 2, 4, 5, 6, 7, 9, 10, 11, 13]);
  });

  it('from pasted cells is one too', async () => {
    expect(await paste('iccCoordinator')).toMatchObject({
      importList: { format: 'TSV', rowCount: 3 },
      errors: [],
    });
  });

  it('sent twice under one key is one list, and another file under it is refused', async () => {
    const idempotencyKey = randomUUID();
    const send = (text: string) => loadFile(product, 'iccNominator', Buffer.from(text), { idempotencyKey });
    const [first, again] = await Promise.all([send(PASTED), send(PASTED)]);
    expect(again).toEqual(first);
    expect(await send(`${PASTED}Cleo Sample\t\n`)).toMatchObject({
      status: 409,
      code: 'IDEMPOTENCY_KEY_REUSED',
    });
  });

  it('read again with another choice keeps its id, and has the rows of the other sheet', async () => {
    const { bytes } = importCase('16');
    const { id } = await loadFile(product, 'iccNominator', bytes);
    const { rows } = await product.admin.query<{ sheets: string[] }>(
      `SELECT ARRAY(SELECT s ->> 'name' FROM jsonb_array_elements(reading -> 'sheets') s
         WHERE s ->> 'name' <> reading ->> 'sheet' AND (s ->> 'isList')::boolean) AS sheets FROM import.list WHERE id = $1`,
      [id],
    );
    const [sheet] = rows[0]?.sheets ?? [];
    const again = await loadFile(product, 'iccNominator', bytes, { listId: id, sheet });
    expect(again).toMatchObject({ status: 201, id });
    expect(await listAs('iccNominator', id)).toMatchObject({ version: 2, state: 'LOADED' });
    const read = await product.admin.query<{ sheet: string }>(
      `SELECT reading ->> 'sheet' AS sheet FROM import.list WHERE id = $1`,
      [id],
    );
    expect(read.rows).toEqual([{ sheet }]);
  });

  it('is not there for the host, another body or a viewer', async () => {
    const { id } = await loadFile(product, 'iccNominator', Buffer.from(PASTED));
    const nobody: Person[] = [
      'iccViewer',
      'chCoordinator',
      'officer',
      'approver',
      'administrator',
      'auditor',
    ];
    for (const person of nobody) expect([person, await listAs(person, id)]).toEqual([person, null]);
    for (const person of nobody) {
      const answer = await product
        .as(person)
        .query('query ($id: ID!) { importLists(bodyId: $id) { nodes { id } } }', { id: product.world.icc });
      expect([person, answer.errors?.[0]?.extensions?.code]).toEqual([person, 'NOT_FOUND']);
    }
  });

  it.each([
    ['28', 'PASSWORD'],
    ['29', 'UNPACKS_TOO_LARGE'],
    ['30', 'HAS_DOCUMENT_TYPE'],
    ['31', 'TOO_MANY_COLUMNS'],
    ['24', 'NO_ROWS'],
    ['25', 'EMPTY'],
  ])('is none where the file cannot be read: case %s is refused as %s, in words', async (number, problem) => {
    const refused = await loadFile(product, 'iccNominator', importCase(number).bytes);
    expect(refused).toMatchObject({ status: 422, code: 'FILE_REFUSED', fileProblem: problem });
    expect(refused.message).toMatch(/\w{3,}.*\.$/u);
  });

  it('is none where the file has more than can be read, or more rows than a list has', async () => {
    expect(await loadFile(product, 'iccNominator', Buffer.alloc(MOST_BYTES + 1, 'a,'))).toMatchObject({
      status: 422,
      fileProblem: 'TOO_LARGE',
    });
    const rows = Array.from({ length: 10_001 }, (_unused, at) => `Person ${at},p${at}@example.org`);
    expect(
      await loadFile(product, 'iccNominator', Buffer.from(`Name,E-mail\n${rows.join('\n')}\n`)),
    ).toMatchObject({ status: 422, fileProblem: 'TOO_MANY_ROWS' });
  });

  it('is none of pasted text that is no list', async () => {
    expect(await paste('iccNominator', { text: '%PDF-1.7\n' })).toMatchObject({
      importList: null,
      errors: [{ code: 'FILE_REFUSED', fileProblem: 'PDF' }],
    });
  });

  it('is nobody’s who does not draft for the body', async () => {
    const as = async (person: Person, input: object = {}) => {
      const { status, code } = await loadFile(product, person, Buffer.from(PASTED), { ...input });
      return [status, code];
    };
    expect(await as('iccViewer')).toEqual([403, 'FORBIDDEN']);
    expect(await as('chCoordinator')).toEqual([404, 'NOT_FOUND']);
    expect(await as('officer')).toEqual([404, 'NOT_FOUND']);
    expect(await as('iccNominator', { bodyId: randomUUID() })).toEqual([404, 'NOT_FOUND']);
    expect(await as('iccNominator', { bodyId: 'none' })).toEqual([400, 'INVALID_INPUT']);
    expect(await as('iccNominator', { listId: randomUUID() })).toEqual([404, 'NOT_FOUND']);
  });

  it('is taken from whoever is signed in alone, and with a token that writes', async () => {
    const { url, world, admin } = product;
    const input = { idempotencyKey: randomUUID(), bodyId: world.icc };
    const send = async (headers: Record<string, string>) => {
      const { status, code } = await sendFile(url, headers, Buffer.from(PASTED), input);
      return [status, code];
    };
    expect(await send({})).toEqual([401, 'UNAUTHENTICATED']);
    expect(await send({ authorization: 'Bearer nobody' })).toEqual([401, 'UNAUTHENTICATED']);
    const readOnly = await issueToken(admin, world.people.iccNominator, ['READ']);
    expect(await send({ authorization: `Bearer ${readOnly}` })).toEqual([403, 'FORBIDDEN']);
    const bearer = { authorization: `Bearer ${product.tokenOf('iccNominator')}` };
    expect(await send({ ...bearer, 'content-type': 'text/csv' })).toEqual([415, 'BAD_REQUEST']);
    expect(await send({ ...bearer, 'plenary-input': 'nonsense' })).toEqual([400, 'INVALID_INPUT']);
  });
});
