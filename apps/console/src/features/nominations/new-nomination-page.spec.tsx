import { screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { FakeApi } from '../../testing/fake-api';
import { renderPage } from '../../testing/render-page';
import { currentConference, nomination, page, quota, session } from '../../testing/samples';

const refused = {
  createNomination: {
    nomination: null,
    errors: [
      {
        code: 'INVALID_INPUT',
        message: 'A name cannot hold control characters.',
        path: ['input', 'person', 'name'],
      },
      { code: 'WINDOW_CLOSED', message: 'x', path: [] },
    ],
  },
};
const created = { createNomination: { nomination: { id: 'nomination', version: 1 }, errors: [] } };

function api() {
  return new FakeApi({
    Session: session('PARTNER_COORDINATOR'),
    CurrentConference: currentConference,
    QuotaBalances: { quotaBalances: page([quota]) },
    Nomination: { nomination: { ...nomination(), stage: null, messages: [] } },
  });
}

describe('a new nomination', () => {
  it('names everything that is missing at once, and asks nobody', async () => {
    const fake = api();
    await renderPage('/nominations/new');
    await userEvent.type(await screen.findByRole('textbox', { name: 'E-mail address' }), 'zoe at people');
    await userEvent.click(screen.getByRole('button', { name: 'Save as a draft' }));
    const summary = await screen.findByRole('alert');
    expect([...summary.querySelectorAll('a')].map(({ textContent }) => textContent).sort()).toEqual([
      'Choose the constituency whose place this person would take',
      'Enter an e-mail address like name@example.org',
      'Enter the person’s full name',
    ]);
    await waitFor(() => {
      expect(document.title).toBe('Error: New nomination – Plenary');
    });
    expect(fake.variablesOf('CreateNomination')).toEqual([]);
  });

  it('puts a refusal beside its answer, the rest on top, and keeps what was typed', async () => {
    const fake = api();
    fake.set('CreateNomination', refused);
    await renderPage('/nominations/new');
    await userEvent.type(await screen.findByRole('textbox', { name: 'Full name' }), 'Zoë');
    await userEvent.click(screen.getByRole('radio', { name: 'Business' }));
    expect(await screen.findByText('13 of 40 after this')).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: 'Save as a draft' }));
    const link = await screen.findByRole('link', { name: 'A name cannot hold control characters.' });
    expect(link.getAttribute('href')).toBe(`#${screen.getByRole('textbox', { name: 'Full name' }).id}`);
    expect(screen.getByText('Nominations are closed. Nothing was changed.')).toBeDefined();
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Full name' }).value).toBe('Zoë');

    fake.set('CreateNomination', created);
    await userEvent.click(screen.getByRole('button', { name: 'Save as a draft' }));
    expect(await screen.findByText('The draft is saved. It has not been submitted yet.')).toBeDefined();
    await waitFor(() => {
      expect(fake.variablesOf('CreateNomination').at(-1)).toMatchObject({
        input: {
          bodyId: 'icc',
          constituencyId: 'business',
          capacity: 'DELEGATE',
          rank: null,
          person: { name: 'Zoë', email: null, language: null },
        },
      });
    });
  });

  it('shows the nomination that has the address already, and takes a second one with the reason why it is meant', async () => {
    const fake = api();
    fake.set('CreateNomination', {
      createNomination: {
        nomination: null,
        errors: [
          {
            code: 'ALREADY_NOMINATED',
            message: 'x',
            path: ['input', 'person', 'email'],
            existing: {
              id: 'first',
              reference: 'ICC-7K3-Q9FA',
              person: { id: 'zoe', name: 'Zoë Quill', badgeName: null },
            },
          },
        ],
      },
    });
    await renderPage('/nominations/new');
    await userEvent.type(await screen.findByRole('textbox', { name: 'Full name' }), 'Zoë');
    await userEvent.type(screen.getByRole('textbox', { name: 'E-mail address' }), 'zoe@people.example');
    await userEvent.click(screen.getByRole('radio', { name: 'Business' }));
    expect(screen.queryByRole('textbox', { name: /second nomination is meant/ })).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Save as a draft' }));
    const refusal = await screen.findByRole('link', { name: /^The body has nominated this address already/ });
    expect(refusal.getAttribute('href')).toBe(
      `#${screen.getByRole('textbox', { name: 'E-mail address' }).id}`,
    );
    const first = screen.getByRole('link', { name: /^ICC-7K3-Q9FA ?, Zoë Quill$/ });
    expect(first.getAttribute('href')).toBe('/nominations/first');
    expect(fake.variablesOf('CreateNomination').at(-1)).not.toMatchObject({ input: { allowSecond: true } });

    fake.set('CreateNomination', created);
    await userEvent.type(
      screen.getByRole('textbox', { name: 'If a second nomination is meant, say why' }),
      'Speaks, and attends',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Save as a draft' }));
    expect(await screen.findByText('The draft is saved. It has not been submitted yet.')).toBeDefined();
    expect(fake.variablesOf('CreateNomination').at(-1)).toMatchObject({
      input: { allowSecond: true, allowSecondReason: 'Speaks, and attends' },
    });
  });

  it('tells of whom the own body has nominated already, once nobody types any more', async () => {
    const fake = api();
    fake.set('KnownNominees', ({ name = '' }: Record<string, string>) => ({
      knownNominees:
        name === 'Erica Example'
          ? [
              {
                nomination: {
                  id: 'known',
                  state: 'UNDER_REVIEW',
                  createdAt: '2011-03-02T10:00:00Z',
                  submittedAt: '2011-03-03T10:00:00Z',
                  person: { id: 'erika', name: 'Erika Example' },
                },
              },
            ]
          : [],
    }));
    await renderPage('/nominations/new');
    await userEvent.type(await screen.findByRole('textbox', { name: 'Full name' }), 'Erica Example');
    const link = await screen.findByRole('link', { name: 'Erika Example' });
    expect(link.closest('p')?.textContent).toBe('You nominated Erika Example on 3 March: under review');
    expect(link.getAttribute('href')).toBe('/nominations/known');
    expect(fake.variablesOf('KnownNominees').at(-1)).toMatchObject({ bodyId: 'icc', name: 'Erica Example' });
  });
});
