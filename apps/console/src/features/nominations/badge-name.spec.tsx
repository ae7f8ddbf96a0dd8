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
