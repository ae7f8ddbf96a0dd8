import { screen } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { FakeApi } from '../../testing/fake-api';
import { renderPage } from '../../testing/render-page';
import { currentConference, nomination, page, quota, session } from '../../testing/samples';

const invitation = {
  id: 'invitation',
  state: 'PENDING' as const,
  respondBy: '2099-06-01T09:00:00Z',
  answeredAt: null,
  sentAt: null,
};

function record(given: Parameters<typeof nomination>[0] = {}, messageState = 'REFUSED') {
  const message = {
    id: 'message',
    kind: 'PERSONAL_INVITATION',
    state: messageState,
    recipientName: 'Zoë Quill',
    sentAt: null,
    createdAt: '2011-05-06T09:00:00Z',
  };
  const approved = {
    state: 'APPROVED' as const,
    availableActions: ['CORRECT' as const],
    invitation,
    ...given,
  };
  return {
    nomination: {
      ...nomination(approved),
      stage: null,
      messages: approved.invitation === null ? [] : [message],
    },
  };
}

function api(given: Parameters<typeof record>[0] = {}, messageState?: string) {
  return new FakeApi({
    Session: session('PARTNER_COORDINATOR'),
    CurrentConference: currentConference,
    QuotaBalances: { quotaBalances: page([quota]) },
    Nomination: record(given, messageState),
  });
}

const refused = (code: string, more: object = {}) => ({
  correctEmail: {
    nomination: null,
    errors: [
      { code, message: 'x', path: [], currentVersion: null, state: null, invitationState: null, ...more },
    ],
  },
});

const addressField = () => screen.findByRole<HTMLInputElement>('textbox', { name: 'E-mail address' });
const send = () => userEvent.click(screen.getByRole('button', { name: 'Correct address' }));
const isOpen = () => screen.getByText('Correct the e-mail address').closest('details')?.open;

async function type(address: string) {
  const field = await addressField();
  await userEvent.clear(field);
  if (address !== '') await userEvent.type(field, address);
}

describe('correcting an address', () => {
  it('stands open, with what was typed before, where the invitation could not be delivered', async () => {
    const fake = api();
    fake.set('CorrectEmail', {
      correctEmail: {
        nomination: { id: 'nomination', version: 2, person: { id: 'person', email: 'zoe@quill.example' } },
        errors: [],
      },
    });
    await renderPage('/nominations/nomination');
    expect((await addressField()).value).toBe('zoe@people.example');
    expect(isOpen()).toBe(true);
    expect(screen.getByText('The invitation could not be delivered to this address.')).toBeDefined();
    await type('zoe@quill.example');
    await send();
    expect(
      await screen.findByText('The address is corrected, and a new invitation is on its way.'),
    ).toBeDefined();
    expect(fake.variablesOf('CorrectEmail')).toMatchObject([
      { id: 'nomination', input: { version: 1, email: 'zoe@quill.example' } },
    ]);
  });

  it('is one tap away where the mail arrived, and before there is an invitation', async () => {
    api({}, 'SENT');
    await renderPage('/nominations/nomination');
    await addressField();
    expect(isOpen()).toBe(false);
    expect(screen.getByText(/The link that was sent before stops working/)).toBeDefined();
    expect(screen.queryByText('The invitation could not be delivered to this address.')).toBeNull();
  });

  it('promises no mail where none is out', async () => {
    const fake = api({ state: 'UNDER_REVIEW', invitation: null });
    fake.set('CorrectEmail', {
      correctEmail: {
        nomination: { id: 'nomination', version: 2, person: { id: 'person', email: 'z@q.example' } },
        errors: [],
      },
    });
    await renderPage('/nominations/nomination');
    await type('z@q.example');
    expect(
      screen.getByText('Nothing is sent now. What is sent later goes to the new address.'),
    ).toBeDefined();
    await send();
    expect(await screen.findByText('The address is corrected.')).toBeDefined();
  });

  it.each([
    ['', 'Enter the person’s e-mail address'],
    ['zoe at home', 'Enter an e-mail address like name@example.org'],
    ['zoe@people.example', 'Change the address: it is the one that is there already'],
  ])('asks again for %j, at the field, and sends nothing', async (typed, message) => {
    const fake = api();
    await renderPage('/nominations/nomination');
    await type(typed);
    await send();
    const field = await addressField();
    const described = (field.getAttribute('aria-describedby') ?? '')
      .split(' ')
      .map((id) => document.getElementById(id));
    expect(described.map((part) => part?.textContent).join(' ')).toContain(message);
    expect(fake.variablesOf('CorrectEmail')).toEqual([]);
  });

  it.each([
    ['CONFIRMED', /The person has answered the invitation already/],
    ['LAPSED', /The time to answer the invitation is over/],
  ])('says why it is too late when the invitation is %s by now', async (invitationState, words) => {
    const fake = api();
    fake.set('CorrectEmail', refused('INVITATION_ENDED', { invitationState }));
    await renderPage('/nominations/nomination');
    await type('zoe@quill.example');
    await send();
    expect(await screen.findByText(words)).toBeDefined();
    expect((await addressField()).value).toBe('zoe@quill.example');
  });

  it('keeps what was typed when somebody else changed the nomination', async () => {
    const fake = api();
    fake.set('CorrectEmail', refused('VERSION_CONFLICT', { currentVersion: 2, state: 'APPROVED' }));
    await renderPage('/nominations/nomination');
    await type('zoe@quill.example');
    fake.set('Nomination', record({ version: 2 }));
    await send();
    expect(await screen.findByText(/Somebody changed this while you were working on it/)).toBeDefined();
    expect((await addressField()).value).toBe('zoe@quill.example');
    fake.set('CorrectEmail', {
      correctEmail: {
        nomination: { id: 'nomination', version: 3, person: { id: 'person', email: 'zoe@quill.example' } },
        errors: [],
      },
    });
    await send();
    await screen.findByText(/a new invitation is on its way/);
    expect(
      fake.variablesOf('CorrectEmail').map(({ input }) => (input as { version: number }).version),
    ).toEqual([1, 2]);
  });

  it.each(['CONFIRMED', 'DECLINED', 'LAPSED'] as const)(
    'is not offered once the invitation is %s',
    async (state) => {
      api({ invitation: { ...invitation, state } }, 'SENT');
      await renderPage('/nominations/nomination');
      await screen.findByText('Zoë Quill', { selector: 'dd *' });
      expect(screen.queryByText('Correct the e-mail address')).toBeNull();
    },
  );

  it('shows the nomination that has the address already, and takes it with the reason why a second one is meant', async () => {
    const fake = api();
    const existing = {
      id: 'first',
      reference: 'ICC-7K3-Q9FA',
      person: { id: 'zoe', name: 'Zoë Quill', badgeName: null },
    };
    fake.set(
      'CorrectEmail',
      refused('ALREADY_NOMINATED', { path: ['input', 'email'], retryAt: null, existing }),
    );
    await renderPage('/nominations/nomination');
    await type('zoe@quill.example');
    await send();
    expect(await screen.findByRole('link', { name: /^ICC-7K3-Q9FA ?, Zoë Quill$/ })).toBeDefined();
    await userEvent.type(
      screen.getByRole('textbox', { name: 'If a second nomination is meant, say why' }),
      'Speaks, and attends',
    );
    await send();
    expect(fake.variablesOf('CorrectEmail').at(-1)).toMatchObject({
      input: { email: 'zoe@quill.example', allowSecond: true, allowSecondReason: 'Speaks, and attends' },
    });
  });
});
