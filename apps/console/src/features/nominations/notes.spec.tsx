import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { FakeApi } from '../../testing/fake-api';
import { renderPage } from '../../testing/render-page';
import { currentConference, ICC, nomination, page, quota, session } from '../../testing/samples';

type Given = NonNullable<Parameters<typeof nomination>[0]>;
type Note = NonNullable<Given['notes']>['nodes'][number];

const note = (given: Partial<Note> = {}): Note => ({
  id: 'note',
  side: 'BODY',
  text: 'Prefers the afternoon',
  createdAt: '2011-05-06T09:00:00Z',
  changedAt: null,
  version: 1,
  canChange: true,
  author: { id: 'user', name: 'Sam Sample' },
  ...given,
});

const record = (notes: readonly Note[], noteSides: Given['noteSides'] = ['BODY']) => ({
  nomination: {
    ...nomination({
      availableActions: [],
      noteSides,
      notes: { nodes: [...notes], pageInfo: { hasNextPage: false, endCursor: null } },
    }),
    stage: null,
    messages: [],
  },
});

const api = (...given: Parameters<typeof record>) =>
  new FakeApi({
    Session: session('PARTNER_COORDINATOR'),
    CurrentConference: currentConference,
    QuotaBalances: { quotaBalances: page([quota]) },
    Nomination: record(...given),
  });

const section = async () => within(await screen.findByRole('region', { name: 'Notes' }));

describe('the notes on a nomination', () => {
  it('say who reads them, and take one more, whose field is then empty', async () => {
    const fake = api([]);
    fake.set('WriteNote', { writeNote: { note: { id: 'note', version: 1 }, errors: [] } });
    await renderPage('/nominations/nomination');
    const box = (await section()).getByRole('textbox', { name: 'New note' });
    expect((await section()).getByText(`Only people of ⁨${ICC.name}⁩ read this.`)).toBeDefined();
    expect((await section()).getByText('There are no notes yet.')).toBeDefined();
    await userEvent.type(box, 'Prefers the afternoon');
    fake.set('Nomination', record([note()]));
    await userEvent.click((await section()).getByRole('button', { name: 'Add the note' }));
    expect(await screen.findByText('Prefers the afternoon', { selector: 'p' })).toBeDefined();
    expect(fake.variablesOf('WriteNote')).toMatchObject([
      { input: { subjectId: 'nomination', side: 'BODY', text: 'Prefers the afternoon' } },
    ]);
    expect((box as HTMLTextAreaElement).value).toBe('');
  });

  it('keep what was typed when it was refused, and say why', async () => {
    const fake = api([]);
    fake.set('WriteNote', {
      writeNote: { note: null, errors: [{ code: 'FORBIDDEN', message: 'x', path: [] }] },
    });
    await renderPage('/nominations/nomination');
    const box = (await section()).getByRole('textbox', { name: 'New note' });
    await userEvent.type(box, 'One too many');
    await userEvent.click((await section()).getByRole('button', { name: 'Add the note' }));
    expect(await screen.findByText(/there are 200 notes already/)).toBeDefined();
    expect((box as HTMLTextAreaElement).value).toBe('One too many');
  });

  it('are changed in place, in the version that was read', async () => {
    const fake = api([note()]);
    fake.set('UpdateNote', { updateNote: { note: { id: 'note', version: 2 }, errors: [] } });
    await renderPage('/nominations/nomination');
    await userEvent.click((await section()).getByRole('button', { name: /^Change the note of/ }));
    await userEvent.type((await section()).getByRole('textbox', { name: 'Note' }), ' after all');
    const text = 'Prefers the afternoon after all';
    fake.set('Nomination', record([note({ text, version: 2, changedAt: '2011-05-07T09:00:00Z' })]));
    await userEvent.click((await section()).getByRole('button', { name: 'Save the note' }));
    expect(await screen.findByText(text, { selector: 'p' })).toBeDefined();
    expect((await section()).getByText(/\(changed /)).toBeDefined();
    expect(fake.variablesOf('UpdateNote')).toMatchObject([{ id: 'note', input: { version: 1, text } }]);
  });

  it('are deleted when that was pressed twice', async () => {
    const fake = api([note({ version: 3 })]);
    fake.set('DeleteNote', { deleteNote: { isDeleted: true, errors: [] } });
    await renderPage('/nominations/nomination');
    await userEvent.click((await section()).getByRole('button', { name: /^Delete the note of/ }));
    expect(fake.variablesOf('DeleteNote')).toEqual([]);
    fake.set('Nomination', record([]));
    await userEvent.click((await section()).getByRole('button', { name: 'Delete this note for good' }));
    await waitFor(() => {
      expect(screen.queryByText('Prefers the afternoon')).toBeNull();
    });
    expect(fake.variablesOf('DeleteNote')).toMatchObject([{ id: 'note', input: { version: 3 } }]);
  });

  it('of a colleague have no buttons, and who only reads has no form', async () => {
    api([note({ canChange: false, side: 'HOST' })], []);
    await renderPage('/nominations/nomination');
    expect((await section()).getByText('Prefers the afternoon')).toBeDefined();
    expect((await section()).getByText(/Only the host’s staff and auditors read this\./)).toBeDefined();
    expect((await section()).queryAllByRole('button')).toEqual([]);
    expect((await section()).queryAllByRole('textbox')).toEqual([]);
  });

  it('are no section where there is nothing to read or to write', async () => {
    api([], []);
    await renderPage('/nominations/nomination');
    await screen.findByText('Zoë Quill', { selector: 'dd *' });
    expect(screen.queryByRole('heading', { name: 'Notes' })).toBeNull();
  });
});
