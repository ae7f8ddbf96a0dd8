import { screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { FakeApi } from '../../testing/fake-api';
import { renderPage } from '../../testing/render-page';
import { currentConference, nomination, page, quota, session } from '../../testing/samples';

const LABEL = 'Name for the badge, in Latin letters (optional)';

function api(person: Partial<ReturnType<typeof nomination>['person']> = {}) {
  const record = nomination({ person: { ...nomination().person, ...person } });
  return new FakeApi({
    Session: session('PARTNER_COORDINATOR'),
    CurrentConference: currentConference,
    QuotaBalances: { quotaBalances: page([quota]) },
    KnownNominees: { knownNominees: [] },
    BadgeNameSuggestion: ({ name = '' }: Record<string, string>) => ({
      badgeNameSuggestion: name === '李小明' ? { name: 'Li Xiaoming' } : null,
    }),
    Nomination: { nomination: { ...record, stage: null, messages: [] } },
    CreateNomination: { createNomination: { nomination: { id: 'nomination', version: 1 }, errors: [] } },
    UpdateNomination: { updateNomination: { nomination: { id: 'nomination', version: 2 }, errors: [] } },
  });
}

const badgeName = () => screen.queryByRole<HTMLInputElement>('textbox', { name: LABEL });

describe('the name for the badge', () => {
  it('is asked for beside a name in other letters alone, filled in by nobody, and in Latin letters', async () => {
    const fake = api();
    await renderPage('/nominations/new');
    const name = await screen.findByRole('textbox', { name: 'Full name' });
    await userEvent.type(name, 'Nguyễn Văn A');
    expect(badgeName()).toBeNull();
    await userEvent.clear(name);
    await userEvent.type(name, '李小明');
    expect(badgeName()?.value).toBe('');
    await userEvent.type(screen.getByRole('textbox', { name: LABEL }), '小明');
    await userEvent.click(screen.getByRole('radio', { name: 'Business' }));
    await userEvent.click(screen.getByRole('button', { name: 'Save as a draft' }));
    const link = await screen.findByRole('link', { name: 'Write the name for the badge in Latin letters' });
    expect(link.getAttribute('href')).toBe(`#${badgeName()?.id ?? ''}`);
    expect(fake.variablesOf('CreateNomination')).toEqual([]);

    await userEvent.clear(screen.getByRole('textbox', { name: LABEL }));
    await userEvent.type(screen.getByRole('textbox', { name: LABEL }), 'Li Xiaoming');
    await userEvent.click(screen.getByRole('button', { name: 'Save as a draft' }));
    await waitFor(() => {
      expect(fake.variablesOf('CreateNomination')).toMatchObject([
        { input: { person: { name: '李小明', badgeName: 'Li Xiaoming' } } },
      ]);
    });
  });

  it('is suggested once nobody types, and filled in only by a press on the suggestion', async () => {
    const fake = api();
    await renderPage('/nominations/new');
    await userEvent.click(await screen.findByRole('textbox', { name: 'Full name' }));
    await userEvent.paste('李小明');
    const use = await screen.findByRole('button', { name: 'Use “\u2068Li Xiaoming\u2069”' });
    expect(fake.variablesOf('BadgeNameSuggestion')).toEqual([{ name: '李小明' }]);
    expect(use.closest('[role=status]')?.textContent).toContain(
      'Suggested by a program, which may be wrong. Ask the person how they write it.',
    );
    expect(badgeName()?.value).toBe('');
    await userEvent.click(use);
    expect(badgeName()?.value).toBe('Li Xiaoming');
    expect(document.activeElement).toBe(badgeName());
    expect(screen.queryByRole('button', { name: /^Use/ })).toBeNull();
    await userEvent.type(screen.getByRole('textbox', { name: LABEL }), ' A.');
    await userEvent.click(screen.getByRole('radio', { name: 'Business' }));
    await userEvent.click(screen.getByRole('button', { name: 'Save as a draft' }));
    await waitFor(() => {
      expect(fake.variablesOf('CreateNomination')).toMatchObject([
        { input: { person: { name: '李小明', badgeName: 'Li Xiaoming A.' } } },
      ]);
    });
  });

  it('is not suggested where a program would only guess, and the person is asked', async () => {
    api();
    await renderPage('/nominations/new');
    await userEvent.type(await screen.findByRole('textbox', { name: 'Full name' }), 'دنة');
    await screen.findByText('A program cannot suggest this name. Ask the person how they write it.');
    expect(screen.queryByRole('button', { name: /^Use/ })).toBeNull();
    expect(badgeName()?.value).toBe('');
  });

  it('is told to be too long like any other answer, and stops nothing once nobody sees it', async () => {
    const fake = api({ name: '李小明', badgeName: `Li ${'x'.repeat(198)}` });
    await renderPage('/nominations/nomination?edit');
    const name = await screen.findByRole('textbox', { name: 'Full name' });
    await userEvent.type(name, '明');
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    const link = await screen.findByRole('link', { name: 'This answer is too long. Shorten it.' });
    expect(link.getAttribute('href')).toBe(`#${badgeName()?.id ?? ''}`);
    expect(fake.variablesOf('UpdateNomination')).toEqual([]);
    await userEvent.clear(name);
    await userEvent.type(name, 'Li Xiaoming');
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => {
      expect(fake.variablesOf('UpdateNomination')).toMatchObject([
        { input: { person: { badgeName: null } } },
      ]);
    });
  });

  it('goes with the name in other letters when that is written in Latin letters', async () => {
    const fake = api({ name: '李小明', badgeName: 'Li Xiaoming' });
    await renderPage('/nominations/nomination?edit');
    const name = await screen.findByRole('textbox', { name: 'Full name' });
    expect(badgeName()?.value).toBe('Li Xiaoming');
    await userEvent.clear(name);
    await userEvent.type(name, 'Li Xiaoming');
    expect(badgeName()).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    await waitFor(() => {
      expect(fake.variablesOf('UpdateNomination')).toMatchObject([
        { input: { person: { name: 'Li Xiaoming', badgeName: null } } },
      ]);
    });
  });

  it('stands in grey beside the name on the page of the nomination', async () => {
    api({ name: '李小明', badgeName: 'Li Xiaoming' });
    await renderPage('/nominations/nomination');
    const heading = await screen.findByRole('heading', { level: 1, name: /李小明/ });
    expect(heading.querySelector('.app-badge-name')?.textContent).toBe('Li Xiaoming');
    expect(document.title).toBe('李小明 – Plenary');
  });
});
