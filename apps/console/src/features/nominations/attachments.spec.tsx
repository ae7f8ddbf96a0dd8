import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { FakeApi } from '../../testing/fake-api';
import { renderPage } from '../../testing/render-page';
import { currentConference, ICC, nomination, page, quota, session } from '../../testing/samples';

type Given = NonNullable<Parameters<typeof nomination>[0]>;
type Attachment = NonNullable<Given['attachments']>[number];

const file = (given: Partial<Attachment> = {}): Attachment => ({
  id: 'file',
  side: 'BODY',
  fileName: 'Letter.pdf',
  contentType: 'application/pdf',
  size: 120_400,
  path: '/attachments/file',
  isShown: false,
  isLost: false,
  createdAt: '2011-05-06T09:00:00Z',
  canDelete: true,
  addedBy: { id: 'user', name: 'Sam Sample' },
  ...given,
});

const record = (given: Partial<Given>) => ({
  nomination: { ...nomination({ availableActions: [], ...given }), stage: null, messages: [] },
});

const api = (given: Partial<Given>) =>
  new FakeApi({
    Session: session('PARTNER_COORDINATOR'),
    CurrentConference: currentConference,
    QuotaBalances: { quotaBalances: page([quota]) },
    Nomination: record(given),
  });

const section = async () => within(await screen.findByRole('region', { name: 'Files' }));
const pdf = (name: string) => new File(['%PDF-'], name, { type: 'application/pdf' });

describe('the files on a nomination', () => {
  it('say what they are, who reads them and where they are had', async () => {
    api({
      attachments: [file(), file({ id: 'shown', fileName: 'Photo.jpg', isShown: true, canDelete: false })],
    });
    await renderPage('/nominations/nomination');
    const link = (await section()).getByRole('link', { name: 'Letter.pdf' });
    expect(link.getAttribute('href')).toBe('/attachments/file');
    expect((await section()).getAllByText(/PDF, 120 kB,/)).toHaveLength(2);
    expect(
      (await section()).getByText(new RegExp(`People of .${ICC.name}. read this; the host does once`)),
    ).toBeDefined();
    expect(
      (await section()).getByText(new RegExp(`People of .${ICC.name}. and the host read this`)),
    ).toBeDefined();
    expect((await section()).getAllByRole('button')).toHaveLength(1);
  });

  it('are added several at once, and then listed', async () => {
    const fake = api({ attachmentSides: ['BODY'] });
    fake.set('/attachments', { attachment: { id: 'file' } });
    await renderPage('/nominations/nomination');
    expect((await section()).getByText('There are no files yet.')).toBeDefined();
    await userEvent.upload((await section()).getByLabelText('Add files'), [pdf('One.pdf'), pdf('Two.pdf')]);
    fake.set(
      'Nomination',
      record({ attachmentSides: ['BODY'], attachments: [file({ fileName: 'One.pdf' })] }),
    );
    await userEvent.click((await section()).getByRole('button', { name: 'Add the files' }));
    expect(await screen.findByRole('link', { name: 'One.pdf' })).toBeDefined();
    await waitFor(() => {
      expect(fake.variablesOf('/attachments')).toMatchObject([
        { subjectId: 'nomination', side: 'BODY', fileName: 'One.pdf' },
        { subjectId: 'nomination', side: 'BODY', fileName: 'Two.pdf' },
      ]);
    });
  });

  it('that are refused say at the field which and why; those before it are not sent again', async () => {
    const fake = api({ attachmentSides: ['BODY'] });
    await renderPage('/nominations/nomination');
    fake.set('/attachments', {
      errors: [{ message: 'x', extensions: { code: 'FILE_REFUSED', fileProblem: 'NEEDS_PASSWORD' } }],
    });
    await userEvent.upload((await section()).getByLabelText('Add files'), [pdf('One.pdf')]);
    await userEvent.click((await section()).getByRole('button', { name: 'Add the files' }));
    expect(
      await screen.findAllByText(
        /One\.pdf.: The PDF needs a password to be opened\. Save a copy without it\./,
      ),
    ).toHaveLength(2);
  });

  it('are asked for before anything is sent', async () => {
    const fake = api({ attachmentSides: ['HOST'] });
    await renderPage('/nominations/nomination');
    expect((await section()).getByText(/Only the host’s staff and auditors read them/)).toBeDefined();
    await userEvent.click((await section()).getByRole('button', { name: 'Add the files' }));
    expect(await screen.findByRole('link', { name: 'Choose a file' })).toBeDefined();
    expect(fake.variablesOf('/attachments')).toEqual([]);
  });

  it('are deleted when that was pressed twice', async () => {
    const fake = api({ attachments: [file()] });
    fake.set('DeleteAttachment', { deleteAttachment: { isDeleted: true, errors: [] } });
    await renderPage('/nominations/nomination');
    await userEvent.click((await section()).getByRole('button', { name: /^Delete .Letter\.pdf/ }));
    expect(fake.variablesOf('DeleteAttachment')).toEqual([]);
    fake.set('Nomination', record({ attachmentSides: ['BODY'] }));
    await userEvent.click((await section()).getByRole('button', { name: 'Delete this file for good' }));
    await waitFor(() => {
      expect(screen.queryByText('Letter.pdf')).toBeNull();
    });
    expect(fake.variablesOf('DeleteAttachment')).toMatchObject([{ id: 'file' }]);
  });

  it('are no section where there is nothing to read or to add', async () => {
    api({});
    await renderPage('/nominations/nomination');
    await screen.findByText('Zoë Quill', { selector: 'dd *' });
    expect(screen.queryByRole('region', { name: 'Files' })).toBeNull();
  });
});
