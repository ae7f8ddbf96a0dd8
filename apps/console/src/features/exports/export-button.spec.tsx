import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { FakeApi } from '../../testing/fake-api';
import { renderPage } from '../../testing/render-page';
import { currentConference, nomination, page, quota, session } from '../../testing/samples';

const column = (key: string, en: string, fr: string, isUsual = true) => ({
  key,
  isUsual,
  headings: [
    { language: 'en', text: en },
    { language: 'fr', text: fr },
  ],
});

/** Requests for a file, and what answers them. */
const asked: unknown[] = [];
let answer: () => Response;

const part = (disposition: string, text: string): string =>
  `--b\r\nContent-Disposition: form-data; ${disposition}\r\n\r\n${text}\r\n`;
const formOf = (body: string): Response =>
  new Response(body, { headers: { 'content-type': 'multipart/form-data; boundary=b' } });
const FILE = part('name="file"; filename="file"', 'Name');

const formWith = (summary: object): Response =>
  formOf(`${FILE}${part('name="summary"', JSON.stringify(summary))}--b--\r\n`);

function api() {
  const fake = new FakeApi({
    Session: session('PARTNER_COORDINATOR'),
    CurrentConference: currentConference,
    QuotaBalances: { quotaBalances: page([quota]) },
    Nominations: { nominations: page([nomination()], 3) },
    ExportLists: {
      exportLists: [
        {
          name: 'nominations',
          columns: [
            column('reference', 'Plenary no.', 'N° Plenary'),
            column('name', 'Name', 'Nom'),
            column('createdAt', 'Created', 'Créée', false),
          ],
        },
      ],
    },
  });
  const fetchOfApi = globalThis.fetch;
  vi.stubGlobal('fetch', (input: RequestInfo, init: RequestInit) => {
    if (input !== '/exports') return fetchOfApi(input, init);
    asked.push(JSON.parse(init.body as string));
    return Promise.resolve(answer());
  });
  return fake;
}

/** What the browser was given to keep, by name. */
const saved: string[] = [];

beforeEach(() => {
  asked.length = 0;
  saved.length = 0;
  window.localStorage.clear();
  answer = () => formWith({ rows: 3, guarded: 0, cut: 0, sheets: 1 });
  vi.stubGlobal(
    'URL',
    Object.assign(URL, { createObjectURL: () => 'blob:x', revokeObjectURL: () => undefined }),
  );
  vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (this: HTMLAnchorElement) {
    saved.push(this.download);
  });
});

async function opened(address = '/nominations') {
  api();
  await renderPage(address);
  await userEvent.click(await screen.findByRole('button', { name: 'Export' }));
  return within(await screen.findByRole('dialog', { name: 'Export this list' }));
}

describe('exporting a list', () => {
  it('asks for what the list shows, filtered and sorted as it is, with the usual columns as a spreadsheet', async () => {
    const dialog = await opened('/nominations?state=DRAFT&search=quill&order=NAME');
    expect(await dialog.findByText('3 rows, as the list is filtered and sorted now')).toBeDefined();
    await userEvent.click(dialog.getByRole('button', { name: 'Download' }));
    expect(await dialog.findByText('The file with 3 rows is in your downloads.')).toBeDefined();
    expect(asked).toEqual([
      {
        list: 'nominations',
        conferenceId: currentConference.conference.id,
        format: 'XLSX',
        language: 'en',
        columns: ['reference', 'name'],
        filter: { states: ['DRAFT'], search: 'quill' },
        orderBy: { field: 'NAME', direction: 'ASC' },
      },
    ]);
    expect(saved).toEqual(['Nominations.xlsx']);
  });

  it('remembers the kind of file and the columns', async () => {
    const dialog = await opened();
    await userEvent.click(await dialog.findByRole('radio', { name: 'Plain text (CSV)' }));
    await userEvent.click(dialog.getByRole('checkbox', { name: 'Plenary no.' }));
    await userEvent.click(dialog.getByRole('checkbox', { name: 'Created' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Download' }));
    expect(await dialog.findByText(/is in your downloads/)).toBeDefined();
    await userEvent.click(dialog.getByRole('button', { name: 'Close' }));
    await userEvent.click(screen.getByRole('button', { name: 'Export' }));
    const again = within(await screen.findByRole('dialog'));
    await userEvent.click(await again.findByRole('button', { name: 'Download' }));
    expect(await again.findByText(/is in your downloads/)).toBeDefined();
    expect(asked).toMatchObject([
      { format: 'CSV', columns: ['name', 'createdAt'] },
      { format: 'CSV', columns: ['name', 'createdAt'] },
    ]);
  });

  it('says what was changed in the file', async () => {
    answer = () => formWith({ rows: 3, guarded: 2, cut: 1, sheets: 1 });
    const dialog = await opened();
    await userEvent.click(await dialog.findByRole('button', { name: 'Download' }));
    expect(await dialog.findByText(/^2 cells began like a formula/)).toBeDefined();
    expect(dialog.getByText(/^1 cell was longer/)).toBeDefined();
  });

  it('asks for a column before it asks for a file', async () => {
    const dialog = await opened();
    await userEvent.click(await dialog.findByRole('checkbox', { name: 'Name' }));
    await userEvent.click(dialog.getByRole('checkbox', { name: 'Plenary no.' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Download' }));
    expect(await dialog.findByText('Choose at least one column')).toBeDefined();
    expect(asked).toEqual([]);
  });

  it('saves nothing that was broken off, and says so', async () => {
    answer = () => formOf(FILE);
    const dialog = await opened();
    await userEvent.click(await dialog.findByRole('button', { name: 'Download' }));
    expect(await dialog.findByText(/could not be made to its end/)).toBeDefined();
    expect(saved).toEqual([]);
  });

  it('is a PDF too, or several in one archive, and says so', async () => {
    const type = 'Content-Type: application/zip';
    const file = `--b\r\nContent-Disposition: form-data; name="file"; filename="file"\r\n${type}\r\n\r\nPK\r\n`;
    const summary = JSON.stringify({ rows: 1_001, guarded: 0, cut: 2, sheets: 2 });
    answer = () => formOf(`${file}${part('name="summary"', summary)}--b--\r\n`);
    const dialog = await opened();
    await userEvent.click(await dialog.findByRole('radio', { name: 'Pages to read or print (PDF)' }));
    await userEvent.click(dialog.getByRole('button', { name: 'Download' }));
    expect(await dialog.findByText(/^They are 2 documents/)).toBeDefined();
    expect(dialog.getByText(/^2 texts were longer than 300 characters/)).toBeDefined();
    expect(asked).toMatchObject([{ format: 'PDF' }]);
    expect(saved).toEqual(['Nominations.zip']);
  });

  it('says in the words of the page why there can be no PDF', async () => {
    const message =
      'No font for PDF has the sign 😀 (U+1F600) of row 7, column “Name”. Leave that column out, or choose XLSX or CSV.';
    const errors = [{ message, extensions: { code: 'INVALID_INPUT' } }];
    answer = () => new Response(JSON.stringify({ errors }), { status: 400 });
    const dialog = await opened();
    await userEvent.click(await dialog.findByRole('button', { name: 'Download' }));
    expect(await dialog.findByText(message)).toBeDefined();
    expect(saved).toEqual([]);
  });

  it.each([
    [401, 'You are no longer signed in'],
    [500, 'Sorry, there is a problem with the service'],
  ])('says what to do on %s', async (status, words) => {
    answer = () => new Response('{}', { status });
    const dialog = await opened();
    await userEvent.click(await dialog.findByRole('button', { name: 'Download' }));
    expect(await dialog.findByText(words)).toBeDefined();
    expect(saved).toEqual([]);
  });
});
