import { Buffer } from 'node:buffer';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { newId } from '#libs/kernel';
import { type Person, type Product, startProduct } from '../support/product.js';
import { actOnList, loadFile, previewOf, rowsOf } from './lists-of-a-body.js';

const LIST = [
  'Name,E-mail,Organisation',
  'Ann Mending,ann.mending@@example.org,Sample Trust',
  'Bob Mending,bob.mending@example.org,Case Ltd',
].join('\r\n');

describe('a list that is mended in a spreadsheet', () => {
  let product: Product;
  let id: string;

  beforeAll(async () => {
    product = await startProduct({ withoutWorker: true });
  });
  afterAll(() => product.close());

  const sheet = (person: Person | null, asked: object): Promise<Response> =>
    fetch(`${product.url}/import-lists/sheet`, {
      method: 'POST',
      headers: {
        'content-type': 'application/json',
        ...(person === null ? {} : { authorization: `Bearer ${product.tokenOf(person)}` }),
      },
      body: JSON.stringify({ format: 'CSV', ...asked }),
    });
  const addressOf = async (row: number): Promise<unknown> => {
    const { importRows } = await product.as('iccNominator').data<{
      importRows: { nodes: { row: number; values: { field: string; value: string }[] }[] };
    }>('query ($id: ID!) { importRows(listId: $id) { nodes { row values { field value } } } }', { id });
    return importRows.nodes.find((one) => one.row === row)?.values.find(({ field }) => field === 'EMAIL')
      ?.value;
  };

  it('comes with remarks in the language of its reader, and what was mended in the page', async () => {
    id = (await loadFile(product, 'iccNominator', Buffer.from(LIST), { fileName: 'Délégués.csv' })).id ?? '';
    const { questions } = await previewOf(product, 'iccNominator', id);
    const answers = questions.flatMap(({ about, items }) =>
      items.map(({ item, choices }) => ({ about, item, choice: choices[0]?.choice })),
    );
    const cells = [{ cell: 'C3', text: 'Case Fund' }];
    expect(await actOnList(product, 'iccNominator', 'sayOfImportList', id, { answers, cells })).toEqual({
      errors: [],
    });
    const response = await sheet('iccNominator', { listId: id, language: 'fr' });
    expect(response.status).toBe(200);
    expect(response.headers.get('content-disposition')).toContain(
      "filename*=UTF-8''D%C3%A9l%C3%A9gu%C3%A9s.csv",
    );
    expect((await response.text()).split('\r\n')).toEqual([
      'Name,E-mail,Organisation,Remarques de Plenary',
      'Ann Mending,ann.mending@@example.org,Sample Trust,"E-mail: Ce n’est pas une adresse électronique. Saisissez-en une, ou laissez vide."',
      'Bob Mending,bob.mending@example.org,Case Fund,',
      '',
    ]);
    const { rows } = await product.admin.query(
      `SELECT body_id, details FROM audit.event WHERE action = 'list.exported'`,
    );
    expect(rows).toEqual([
      {
        body_id: product.world.icc,
        details: { list: 'import-list', format: 'CSV', columns: [], filters: [] },
      },
    ]);
  });

  it('is loaded again in its place: the row is taken, the remarks are passed over, and the sheet has the last word', async () => {
    const text = await (await sheet('iccNominator', { listId: id })).text();
    const mended = text.replace('@@', '@').replace('Case Fund', 'Case Trust');
    const again = await loadFile(product, 'iccNominator', Buffer.from(mended), { listId: id });
    expect(again).toMatchObject({ status: 201, id });
    expect(await addressOf(2)).toBe('ann.mending@example.org');
    const rows = await rowsOf(product, 'iccNominator', id);
    expect(rows.map(({ row, outcome, problems }) => [row, outcome, problems])).toEqual([
      [2, 'NEW', []],
      [3, 'NEW', []],
    ]);
    const { columns } = await previewOf(product, 'iccNominator', id);
    expect(columns.map(({ field }) => field)).toEqual(['NAME', 'EMAIL', 'ORGANISATION']);
    expect(await (await sheet('iccNominator', { listId: id })).text()).toContain(',Case Trust,\r\n');
  });

  it('comes as a spreadsheet, too, that is loaded likewise', async () => {
    const bytes = Buffer.from(
      await (await sheet('iccNominator', { listId: id, format: 'XLSX' })).arrayBuffer(),
    );
    const again = await loadFile(product, 'iccNominator', bytes, { listId: id });
    expect(again).toMatchObject({ status: 201, id });
    expect((await rowsOf(product, 'iccNominator', id)).map(({ outcome }) => outcome)).toEqual(['NEW', 'NEW']);
  });

  it.each(['chCoordinator', 'officer', 'iccViewer'] as const)(
    'is for %s as unknown as one that there is not',
    async (person) => {
      const answers = await Promise.all(
        [id, newId(), 'no-id'].map(async (listId) => {
          const response = await sheet(person, { listId });
          const { errors } = (await response.json()) as { errors: { message: string }[] };
          return [response.status, errors.map(({ message }) => message)];
        }),
      );
      expect(answers[0]).toEqual([404, [expect.any(String)]]);
      expect(answers).toEqual(answers.map(() => answers[0]));
    },
  );

  it('is nobody’s who is not signed in', async () => {
    expect((await sheet(null, { listId: id })).status).toBe(401);
  });
});
