import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { FakeApi } from '../../testing/fake-api';
import { renderPage } from '../../testing/render-page';
import { currentConference, ICC, page, session } from '../../testing/samples';

const list = (more: object = {}) => ({
  __typename: 'ImportList',
  id: 'list',
  fileName: 'nominees.csv',
  format: 'CSV',
  createdAt: '2011-05-02T09:00:00Z',
  updatedAt: '2011-05-02T09:00:00Z',
  appliedAt: null,
  state: 'LOADED',
  hasRows: true,
  rowCount: 5,
  done: 0,
  toDo: 0,
  drafted: 0,
  updated: 0,
  refused: 0,
  undone: 0,
  version: 3,
  availableActions: ['SAY', 'APPLY', 'ABANDON'],
  body: { __typename: 'Body', id: ICC.id, name: ICC.name },
  createdBy: { __typename: 'User', id: 'clementine', name: 'Clémentine Fictive' },
  appliedBy: null,
  ...more,
});

const korea = {
  item: 'korea',
  shown: 'Korea',
  rowCount: 2,
  isAnswered: false,
  answer: null,
  choices: [
    { choice: 'KR', gives: [] },
    { choice: 'KP', gives: [] },
  ],
};
const preview = (more: object = {}) => ({
  version: 3,
  skippedCount: 2,
  headingRows: [3],
  headingCandidates: [[3], [1]],
  sheet: '',
  encoding: 'windows-1252',
  isEncodingSure: true,
  separator: ';',
  counts: { toDraft: 187, toUpdate: 9, toLeave: 4, toAsk: 2 },
  columns: [
    {
      letter: 'A',
      heading: 'Nom',
      field: 'NAME',
      isHidden: false,
      isRepeated: false,
      samples: ['Ana Muster'],
    },
    {
      letter: 'B',
      heading: 'Titre',
      field: 'HONORIFIC',
      isHidden: false,
      isRepeated: false,
      samples: ['Directrice'],
    },
  ],
  questions: [{ about: 'COUNTRY_WORD', isOnlyIfUsed: false, itemCount: 1, items: [korea] }],
  told: [{ kind: 'HIDDEN_ROWS', rows: [7, 8], columns: [], sheets: [], cells: [] }],
  sheets: [],
  encodings: [],
  ...more,
});

const row = (more: object = {}) => ({
  row: 4,
  outcome: 'ASK',
  nominationId: null,
  result: null,
  values: [{ field: 'NAME', value: 'Ana Muster' }],
  changes: [],
  problems: [],
  waitsFor: [],
  cells: [
    { cell: 'A4', text: 'Ana Muster' },
    { cell: 'B4', text: 'ana@@example.org' },
  ],
  refusal: null,
  ...more,
});
const brokenAddress = {
  cell: 'B4',
  kind: 'EMAIL_INVALID',
  stops: true,
  message: 'This is no e-mail address.',
  choices: [],
  limit: null,
  characters: null,
  mark: null,
  sameAs: null,
};

const payload = (name: string, more: object = {}) => ({
  [name]: {
    importList: { __typename: 'ImportList', id: 'list', version: 4, state: 'LOADED' },
    errors: [],
    ...more,
  },
});

async function open(
  given: { list?: object; preview?: object; rows?: object[]; answers?: Record<string, object> } = {},
) {
  const api = new FakeApi({
    Session: session('PARTNER_COORDINATOR'),
    CurrentConference: currentConference,
    Countries: { countries: [] },
    ImportLists: { importLists: page([list(given.list)]) },
    ImportList: { importList: list(given.list) },
    ImportPreview: { importPreview: preview(given.preview) },
    ImportRows: { importRows: page(given.rows ?? [row()]) },
    ...given.answers,
  });
  await renderPage('/imports?list=list');
  expect(await screen.findByRole('heading', { level: 1 })).toBeDefined();
  return api;
}

describe('the page that takes a list in', () => {
  it('sends the file with its name and body, and opens what it has become', async () => {
    const user = userEvent.setup();
    const api = new FakeApi({
      Session: session('PARTNER_COORDINATOR'),
      CurrentConference: currentConference,
      Countries: { countries: [] },
      ImportLists: { importLists: page([]) },
      ImportList: { importList: list() },
      ImportPreview: { importPreview: preview() },
      ImportRows: { importRows: page([row()]) },
      '/import-lists': { importList: { id: 'list' } },
    });
    await renderPage('/imports');
    await user.upload(await screen.findByLabelText('File'), new File(['Name\nAna'], 'nominees.csv'));
    await user.click(screen.getByRole('button', { name: 'Load the list' }));
    expect(await screen.findByRole('heading', { name: 'nominees.csv' })).toBeDefined();
    expect(api.variablesOf('/import-lists')).toEqual([
      { bodyId: ICC.id, fileName: 'nominees.csv', idempotencyKey: expect.any(String) as string },
    ]);
  });

  it('says beside the file why it cannot be read, and how to mend that', async () => {
    const user = userEvent.setup();
    new FakeApi({
      Session: session('PARTNER_COORDINATOR'),
      CurrentConference: currentConference,
      ImportLists: { importLists: page([]) },
      '/import-lists': {
        errors: [{ message: 'Locked', extensions: { code: 'FILE_REFUSED', fileProblem: 'PASSWORD' } }],
      },
    });
    await renderPage('/imports');
    await user.upload(await screen.findByLabelText('File'), new File(['x'], 'locked.xlsx'));
    await user.click(screen.getByRole('button', { name: 'Load the list' }));
    expect(
      await screen.findAllByText('The file is locked by a password. Save a copy without it.'),
    ).toHaveLength(2);
  });

  it('asks for the file, or the cells, before it sends anything', async () => {
    const user = userEvent.setup();
    const api = new FakeApi({
      Session: session('PARTNER_COORDINATOR'),
      CurrentConference: currentConference,
      ImportLists: { importLists: page([]) },
    });
    await renderPage('/imports');
    await user.click(await screen.findByRole('button', { name: 'Load the list' }));
    expect(await screen.findByRole('link', { name: 'Choose a file' })).toBeDefined();
    await user.click(screen.getByLabelText('In cells that I copied'));
    await user.click(screen.getByRole('button', { name: 'Load the list' }));
    expect(await screen.findByRole('link', { name: 'Paste the cells of the list' })).toBeDefined();
    expect(api.variablesOf('/import-lists')).toEqual([]);
  });
});

describe('the page of a list', () => {
  it('sends only the columns that were said otherwise', async () => {
    const user = userEvent.setup();
    const api = await open({ answers: { SayOfImportList: payload('sayOfImportList') } });
    await user.selectOptions(await screen.findByLabelText('B: Titre'), 'Job title');
    await user.click(screen.getByRole('button', { name: 'Save what I said' }));
    expect(await screen.findByText(/^Saved/)).toBeDefined();
    expect(api.variablesOf('SayOfImportList')).toEqual([
      {
        id: 'list',
        input: {
          version: 3,
          columns: [{ column: 'B', field: 'JOB_TITLE' }],
          answers: [],
          idempotencyKey: expect.any(String) as string,
        },
      },
    ]);
  });

  it('shows what the rows have become by what was said, without being loaded anew', async () => {
    const user = userEvent.setup();
    const api = await open({ answers: { SayOfImportList: payload('sayOfImportList') } });
    const line = await screen.findByRole('row', { name: /Ana Muster/ });
    expect(within(line).getByText('Waits for you')).toBeDefined();
    api.set('ImportList', { importList: list({ version: 4 }) });
    api.set('ImportRows', { importRows: page([row({ outcome: 'NEW' })]) });
    await user.selectOptions(await screen.findByLabelText('B: Titre'), 'Job title');
    await user.click(screen.getByRole('button', { name: 'Save what I said' }));
    const table = within(screen.getByRole('table', { name: /row/ }));
    expect(await table.findByText('Draft')).toBeDefined();
    expect(table.queryByText('Waits for you')).toBeNull();
  });

  it('asks what only a person can say, and sends the answer', async () => {
    const user = userEvent.setup();
    const api = await open({ answers: { SayOfImportList: payload('sayOfImportList') } });
    const question = await screen.findByRole('group', { name: 'Which country is meant?' });
    await user.selectOptions(within(question).getByLabelText('Korea (2 rows)'), 'KR');
    await user.click(screen.getByRole('button', { name: 'Save what I said' }));
    await waitFor(() => {
      expect(api.variablesOf('SayOfImportList')).toMatchObject([
        { input: { answers: [{ about: 'COUNTRY_WORD', item: 'korea', choice: 'KR', isTakenBack: false }] } },
      ]);
    });
  });

  it('keeps an answer that is not saved yet while a row is mended', async () => {
    const user = userEvent.setup();
    const api = await open({ answers: { SayOfImportList: payload('sayOfImportList') } });
    await user.selectOptions(await screen.findByLabelText('Korea (2 rows)'), 'KR');
    await user.click(screen.getByRole('button', { name: 'Change row 4' }));
    const dialog = within(await screen.findByRole('dialog'));
    await user.type(dialog.getByLabelText('Cell A4'), ' Muster');
    api.set('ImportList', { importList: list({ version: 4 }) });
    await user.click(dialog.getByRole('button', { name: 'Save the row' }));
    expect(await screen.findByText(/^Saved/)).toBeDefined();
    expect(screen.getByLabelText<HTMLSelectElement>('Korea (2 rows)').value).toBe('KR');
    await user.click(screen.getByRole('button', { name: 'Save what I said' }));
    await waitFor(() => {
      expect(api.variablesOf('SayOfImportList')).toMatchObject([
        { input: { version: 3 } },
        { input: { version: 4 } },
      ]);
    });
  });

  it('mends a cell in the page, beside what is wrong with it', async () => {
    const user = userEvent.setup();
    const api = await open({
      rows: [row({ problems: [brokenAddress] })],
      answers: { SayOfImportList: payload('sayOfImportList') },
    });
    await user.click(await screen.findByRole('button', { name: 'Change row 4' }));
    const dialog = within(await screen.findByRole('dialog'));
    const cell = dialog.getByLabelText('Cell B4');
    expect(dialog.getByText(/^This is no e-mail address/)).toBeDefined();
    await user.clear(cell);
    await user.type(cell, 'ana@example.org');
    await user.click(dialog.getByRole('button', { name: 'Save the row' }));
    await waitFor(() => {
      expect(api.variablesOf('SayOfImportList')).toMatchObject([
        { input: { cells: [{ cell: 'B4', text: 'ana@example.org' }], answers: [] } },
      ]);
    });
  });

  it('takes a file that was mended in a spreadsheet in the place of the list, however the first one was read', async () => {
    const user = userEvent.setup();
    const api = await open({ answers: { '/import-lists': { importList: { id: 'list' } } } });
    const asked: unknown[] = [];
    const fetchOfApi = globalThis.fetch;
    vi.stubGlobal('fetch', (input: RequestInfo, init: RequestInit) => {
      if (input !== '/import-lists/sheet') return fetchOfApi(input, init);
      asked.push(JSON.parse(init.body as string));
      return Promise.resolve(new Response('broken off'));
    });
    await user.click(await screen.findByText('Mend it in a spreadsheet'));
    await user.click(screen.getByRole('button', { name: 'Download with remarks: Plain text (CSV)' }));
    expect(await screen.findByText(/^The file could not be made/)).toBeDefined();
    expect(asked).toEqual([{ listId: 'list', format: 'CSV', language: 'en' }]);
    await user.click(screen.getByRole('button', { name: 'Load the mended file' }));
    expect(api.variablesOf('/import-lists')).toEqual([]);
    await user.upload(screen.getByLabelText('The mended file'), new File(['Name\nAna'], 'mended.csv'));
    await user.click(screen.getByRole('button', { name: 'Load the mended file' }));
    await waitFor(() => {
      expect(api.variablesOf('/import-lists')).toEqual([
        {
          bodyId: ICC.id,
          listId: 'list',
          fileName: 'mended.csv',
          headingRows: [3],
          idempotencyKey: expect.any(String) as string,
        },
      ]);
    });
  });

  it('has the figures on its button, and applies those alone', async () => {
    const user = userEvent.setup();
    const refused = { code: 'COUNTS_CHANGED', message: 'Changed', path: [] };
    const api = await open({
      answers: { ApplyImportList: payload('applyImportList', { importList: null, errors: [refused] }) },
    });
    const button = await screen.findByRole('button', { name: 'Draft 187, update 9, leave 4' });
    api.set('ImportPreview', {
      importPreview: preview({ counts: { toDraft: 186, toUpdate: 10, toLeave: 4, toAsk: 2 } }),
    });
    await user.click(button);
    expect(await screen.findByText(/^The list would do something else by now/)).toBeDefined();
    expect(await screen.findByRole('button', { name: 'Draft 186, update 10, leave 4' })).toBeDefined();
    expect(api.variablesOf('ApplyImportList')).toMatchObject([
      { id: 'list', input: { version: 3, toDraft: 187, toUpdate: 9, toLeave: 4 } },
    ]);
  });

  it('shows how far the job is, and no button meanwhile', async () => {
    await open({ list: { state: 'APPLYING', done: 120, toDo: 196, availableActions: [] } });
    expect(await screen.findByText(/^Drafting: 120 of 196 rows are done/)).toBeDefined();
    const progress = screen.getByRole<HTMLProgressElement>('progressbar');
    expect([progress.value, progress.max]).toEqual([120, 196]);
    expect(screen.queryByRole('button', { name: /^Draft/ })).toBeNull();
  });

  it('asks before it takes a list back, and names the rows that stand in the way', async () => {
    const user = userEvent.setup();
    const refused = { code: 'NOT_UNDOABLE', message: 'No', path: [], rows: [4, 9] };
    await open({
      list: {
        state: 'APPLIED',
        appliedAt: '2011-05-03T09:00:00Z',
        availableActions: ['SAY', 'APPLY', 'UNDO'],
      },
      answers: { UndoImportList: payload('undoImportList', { importList: null, errors: [refused] }) },
    });
    await user.click(await screen.findByRole('button', { name: 'Take the list back' }));
    const dialog = within(await screen.findByRole('dialog'));
    await user.click(dialog.getByRole('button', { name: 'Take the list back' }));
    expect(await dialog.findByText(/^The nominations of 2 rows \(4, 9\) were submitted/)).toBeDefined();
  });

  it('tells whoever may not take a list back who may', async () => {
    await open({
      list: { state: 'APPLIED', appliedAt: '2011-05-03T09:00:00Z', availableActions: ['SAY', 'APPLY'] },
    });
    expect(await screen.findByText('Your coordinator can take this list back.')).toBeDefined();
  });
});
