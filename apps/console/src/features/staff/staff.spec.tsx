import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { FakeApi } from '../../testing/fake-api';
import { renderPage } from '../../testing/render-page';
import { currentConference, ICC, page, session } from '../../testing/samples';

const nigel = {
  id: 'grant-1',
  role: 'PARTNER_NOMINATOR',
  canRevoke: true,
  grantedAt: '2011-05-03T09:00:00Z',
  canRemind: false,
  state: 'HELD',
  user: { id: 'nigel' },
  name: 'Nigel Notional',
  email: 'nigel@people.example',
  body: ICC,
};
const vera = {
  ...nigel,
  id: 'grant-2',
  state: 'OFFERED',
  user: null,
  name: 'Vera Typed',
  email: 'vera@people.example',
  canRemind: true,
};
const refusal = (code: string) => ({ code, message: '', path: ['input', 'email'] });

function api(role: 'PARTNER_COORDINATOR' | 'AUDITOR', answers: Record<string, object> = {}) {
  return new FakeApi({
    Session: session(role),
    CurrentConference: currentConference,
    Staff: { staff: page([{ ...nigel, canRevoke: role === 'PARTNER_COORDINATOR' }]) },
    StaffConflicts: { staff: { nodes: [] } },
    ...answers,
  });
}

async function fillIn(role: string, name: string, email: string) {
  await userEvent.click(await screen.findByRole('radio', { name: role }));
  await userEvent.type(screen.getByLabelText('Name'), name);
  await userEvent.type(screen.getByLabelText('E-mail address'), email);
  await userEvent.click(screen.getByRole('button', { name: 'Give the role' }));
}

describe('the staff of a body', () => {
  it('lets a coordinator give the body’s own roles, in that body, and says that a mail is on its way', async () => {
    const fake = api('PARTNER_COORDINATOR', {
      GrantRole: {
        grantRole: {
          grant: { id: 'g', name: 'Viola Imagined', email: 'viola@people.example' },
          errors: [],
        },
      },
    });
    await renderPage('/staff');
    expect(await screen.findByText('Nigel Notional')).toBeDefined();
    expect((await screen.findAllByRole('radio')).map((one) => (one as HTMLInputElement).value)).toEqual([
      'PARTNER_COORDINATOR',
      'PARTNER_NOMINATOR',
      'PARTNER_VIEWER',
    ]);
    await fillIn('Viewer', 'Viola Imagined', 'viola@people.example');
    expect((await screen.findByRole('alert')).textContent).toContain(
      'We have offered Viola Imagined the role, by mail to viola@people.example.',
    );
    expect(fake.variablesOf('GrantRole')).toMatchObject([
      {
        input: {
          conferenceId: 'conference',
          bodyId: 'icc',
          role: 'PARTNER_VIEWER',
          name: 'Viola Imagined',
          email: 'viola@people.example',
          language: 'en',
        },
      },
    ]);
  });

  it.each([
    [['fr'], ['French'], 'fr'],
    [['fr', 'en'], ['French', 'English'], 'fr'],
  ])('writes in a language that the conference offers: %j', async (locales, offered, begins) => {
    api('PARTNER_COORDINATOR', {
      CurrentConference: {
        ...currentConference,
        conference: { ...currentConference.conference, locales },
      },
    });
    await renderPage('/staff');
    const language = await screen.findByLabelText<HTMLSelectElement>('Language of our mail');
    expect(
      within(language)
        .getAllByRole('option')
        .map((option) => option.textContent),
    ).toEqual(offered);
    expect(language.value).toBe(begins);
  });

  it('keeps what was typed when the role is there already, and says so at the address', async () => {
    api('PARTNER_COORDINATOR', {
      GrantRole: { grantRole: { grant: null, errors: [refusal('ALREADY_GRANTED')] } },
    });
    await renderPage('/staff');
    await fillIn('Nominator', 'Nigel', 'nigel@people.example');
    expect(await screen.findAllByText(/has this role already/)).not.toHaveLength(0);
    expect(screen.getByLabelText<HTMLInputElement>('E-mail address').value).toBe('nigel@people.example');
  });

  it('asks before a role is taken away', async () => {
    const fake = api('PARTNER_COORDINATOR', {
      RevokeGrant: {
        revokeGrant: { grant: { id: 'grant-1', revokedAt: '2011-05-04T09:00:00Z' }, errors: [] },
      },
    });
    await renderPage('/staff');
    await userEvent.click(await screen.findByRole('button', { name: /Remove from .*Nigel Notional/ }));
    expect(fake.variablesOf('RevokeGrant')).toEqual([]);
    const dialog = screen.getByRole('dialog', { name: 'Remove this role?' });
    expect(dialog.closest('table')).toBeNull();
    await userEvent.click(within(dialog).getByRole('button', { name: 'Remove' }));
    expect(await screen.findByText(/is removed/)).toBeDefined();
    expect(fake.variablesOf('RevokeGrant')).toMatchObject([{ id: 'grant-1' }]);
  });

  it('says who has not answered, and writes to them again', async () => {
    const fake = api('PARTNER_COORDINATOR', {
      Staff: { staff: page([nigel, vera, { ...vera, id: 'grant-3', state: 'DECLINED', canRemind: false }]) },
      RemindRole: { remindRole: { grant: { id: 'grant-2' }, errors: [] } },
    });
    await renderPage('/staff');
    expect(await screen.findByText(/^Offered .*, not answered yet$/)).toBeDefined();
    expect(screen.getByText(/^Declined/)).toBeDefined();
    expect(screen.getAllByRole('button', { name: /^Remind/ })).toHaveLength(1);
    await userEvent.click(screen.getByRole('button', { name: /^Remind .*Vera Typed.*: Nominator/ }));
    expect((await screen.findByRole('alert')).textContent).toContain(
      'We have written to Vera Typed again, at vera@people.example.',
    );
    expect(fake.variablesOf('RemindRole')).toMatchObject([{ id: 'grant-2' }]);
  });

  it('says until when nobody more is written to', async () => {
    api('PARTNER_COORDINATOR', {
      GrantRole: {
        grantRole: {
          grant: null,
          errors: [{ ...refusal('RATE_LIMITED'), retryAt: '2011-05-03T10:00:00Z' }],
        },
      },
    });
    await renderPage('/staff');
    await fillIn('Viewer', 'Viola', 'viola@people.example');
    expect(await screen.findAllByText(/Try again after 3 May 2011.*11:00/)).not.toHaveLength(0);
  });

  it('shows who holds roles that nobody may hold together', async () => {
    api('AUDITOR', {
      StaffConflicts: {
        staff: {
          nodes: [
            { id: 'old', name: 'Olaf Old', role: 'HOST_OFFICER', conflictingRoles: ['PARTNER_VIEWER'] },
          ],
        },
      },
    });
    await renderPage('/staff');
    const notice = await screen.findByRole('region', { name: 'Important' });
    expect(notice.textContent).toContain('Olaf Old: Host officer beside Viewer');
  });

  it('only shows an auditor who has which role', async () => {
    api('AUDITOR');
    await renderPage('/staff');
    expect(await screen.findByText('Nigel Notional')).toBeDefined();
    expect(screen.queryByRole('button', { name: /^Remove/ })).toBeNull();
    expect(screen.queryByText('Give somebody a role')).toBeNull();
  });

  it('is searched by name and address, and the address of the page keeps what is looked for', async () => {
    const fake = api('AUDITOR', {
      Staff: ({ search }: Record<string, string>) => ({
        staff: page(search === undefined ? [nigel, vera] : search === 'typed, vera' ? [vera] : []),
      }),
    });
    await renderPage('/staff');
    await screen.findByText('Nigel Notional');
    const box = screen.getByLabelText<HTMLInputElement>('Name or address');
    await userEvent.type(box, ' typed, vera {Enter}');
    expect(await screen.findByText('Vera Typed')).toBeDefined();
    expect(screen.queryByText('Nigel Notional')).toBeNull();
    await userEvent.clear(box);
    await userEvent.type(box, 'nobody{Enter}');
    expect(await screen.findByText('Nobody here has this name or address.')).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: /“nobody”/ }));
    expect(await screen.findByText('Nigel Notional')).toBeDefined();
    expect(fake.variablesOf('Staff').map(({ search }) => search)).toEqual([
      undefined,
      'typed, vera',
      'nobody',
      undefined,
    ]);
  });

  it('opens at what an address looks for', async () => {
    const fake = api('AUDITOR');
    await renderPage('/staff?search=Notional');
    await screen.findByText('Nigel Notional');
    expect(screen.getByLabelText<HTMLInputElement>('Name or address').value).toBe('Notional');
    expect(fake.variablesOf('Staff').map(({ search }) => search)).toEqual(['Notional']);
  });
});
