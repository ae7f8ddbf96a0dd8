import { act, screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { FakeApi } from '../../testing/fake-api';
import { renderPage } from '../../testing/render-page';
import { session } from '../../testing/samples';

const CALENDAR = 'BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n';

function invitation(state: string, changeableUntil = state === 'CONFIRMED' ? '2011-10-25T17:00:00Z' : null) {
  return {
    state,
    personName: 'Zoë Quill',
    honorific: 'Dr',
    capacity: 'SPEAKER',
    nominatedBy: 'Chatham House',
    respondBy: '2011-09-01T12:00:00Z',
    answeredAt: null,
    calendar: state === 'CONFIRMED' ? CALENDAR : null,
    contact: null as string | null,
    changeableUntil,
    conference: {
      id: 'c',
      name: 'London Conference',
      venue: 'Centre',
      city: 'London',
      startsOn: '2011-11-01',
      endsOn: '2011-11-02',
      timeZone: 'Europe/London',
    },
  };
}

function api(state: string) {
  return new FakeApi({
    Session: session(),
    Invitation: { invitation: invitation(state) },
    ConfirmInvitation: { confirmInvitation: { invitation: invitation('CONFIRMED'), errors: [] } },
    DeclineInvitation: { declineInvitation: { invitation: invitation('DECLINED'), errors: [] } },
  });
}

/** Through the check, by the button that says what it does. */
async function send() {
  await userEvent.click(screen.getByRole('button', { name: 'Continue' }));
  expect(await screen.findByText(/^You are about to/)).toBeDefined();
  await userEvent.click(screen.getByRole('button', { name: /^(Accept|Decline) the invitation$/ }));
}

/** jsdom's blobs cannot read themselves. */
const readText = (blob: Blob): Promise<string> =>
  new Promise((resolve) => {
    const reader = new FileReader();
    reader.onload = () => {
      resolve(reader.result as string);
    };
    reader.readAsText(blob);
  });

describe('the page of an invitation', () => {
  it('asks, and answers nothing by being opened', async () => {
    const fake = api('PENDING');
    await renderPage('/invitation#secret');
    expect(await screen.findByText('Please answer by 1 September 2011 at 13:00 BST')).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: 'Continue' }));
    expect(await screen.findByRole('link', { name: 'Choose whether you will attend' })).toBeDefined();
    expect(fake.sent.map(({ operationName }) => operationName)).toEqual(['Session', 'Invitation']);
  });

  it('confirms', async () => {
    const fake = api('PENDING');
    await renderPage('/invitation#secret');
    await userEvent.click(await screen.findByRole('radio', { name: 'Yes, I will attend' }));
    await send();
    expect(await screen.findByRole('heading', { name: 'You have accepted the invitation' })).toBeDefined();
    expect(fake.variablesOf('ConfirmInvitation')).toMatchObject([{ token: 'secret' }]);
  });

  it('goes back from the check to the answer by the browser’s Back, and sends nothing then that was not checked', async () => {
    const fake = api('PENDING');
    const { router } = await renderPage('/invitation#secret');
    await userEvent.click(await screen.findByRole('radio', { name: 'No, I cannot attend' }));
    await userEvent.type(screen.getByRole('textbox', { name: /Reason/ }), 'A clash of dates');
    await userEvent.click(screen.getByRole('button', { name: 'Continue' }));
    await screen.findByText(/^You are about to decline/);
    await act(() => router.navigate(-1));
    expect(screen.getByRole<HTMLInputElement>('radio', { name: 'No, I cannot attend' }).checked).toBe(true);
    expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: /Reason/ }).value).toBe(
      'A clash of dates',
    );
    await userEvent.click(screen.getByRole('radio', { name: 'Yes, I will attend' }));
    await act(() => router.navigate(1));
    expect(screen.queryByText(/^You are about to/)).toBeNull();
    await userEvent.click(screen.getByRole('button', { name: 'Continue' }));
    await screen.findByText(/^You are about to accept/);
    expect(fake.variablesOf('DeclineInvitation')).toEqual([]);
    expect(fake.variablesOf('ConfirmInvitation')).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Change my answer' }));
    await screen.findByRole('radio', { name: 'Yes, I will attend' });
    expect(router.state.location.hash).toBe('#secret');
  });

  it('declines with a reason', async () => {
    const fake = api('PENDING');
    await renderPage('/invitation#secret');
    await userEvent.click(await screen.findByRole('radio', { name: 'No, I cannot attend' }));
    await userEvent.type(screen.getByRole('textbox', { name: /Reason/ }), 'A clash of dates');
    await userEvent.click(screen.getByRole('button', { name: 'Continue' }));
    const check = await screen.findByText(/^You are about to decline the invitation/);
    expect(check.textContent).toBe(
      'You are about to decline the invitation. Your place is then no longer kept for you. We send you a mail that says so.',
    );
    expect(fake.variablesOf('DeclineInvitation')).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Decline the invitation' }));
    expect(await screen.findByRole('heading', { name: 'You have declined the invitation' })).toBeDefined();
    expect(fake.variablesOf('DeclineInvitation')).toMatchObject([
      { token: 'secret', input: { reason: 'A clash of dates' } },
    ]);
  });

  it('lets who has accepted decline, and says first that it gives the place away', async () => {
    const fake = api('CONFIRMED');
    await renderPage('/invitation#secret');
    expect(await screen.findByRole('heading', { name: 'If you can no longer come' })).toBeDefined();
    const calendar = screen.getByRole<HTMLAnchorElement>('link', { name: /Google/ });
    expect(calendar.href).toContain('dates=20111101%2F20111103');
    expect(calendar.href).not.toContain('Quill');
    await userEvent.click(screen.getByRole('button', { name: 'Continue' }));
    expect(await screen.findByText(/You are about to give back the place/)).toBeDefined();
    expect(fake.variablesOf('DeclineInvitation')).toEqual([]);
    await userEvent.click(screen.getByRole('button', { name: 'Decline the invitation' }));
    expect(await screen.findByRole('heading', { name: 'You have declined the invitation' })).toBeDefined();
    expect(fake.variablesOf('DeclineInvitation')).toMatchObject([{ token: 'secret' }]);
  });

  const OPEN = '2011-10-25T17:00:00Z';

  it('lets who has declined accept after all, and says first on what that depends', async () => {
    const fake = api('DECLINED');
    fake.set('Invitation', { invitation: invitation('DECLINED', OPEN) });
    await renderPage('/invitation#secret');
    expect(await screen.findByRole('heading', { name: 'If you can come after all' })).toBeDefined();
    expect(
      screen.getByText(
        'You can accept until 25 October 2011 at 18:00 BST, as long as your place is still free.',
      ),
    ).toBeDefined();
    expect(screen.getByText('You have declined this invitation.')).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: 'Continue' }));
    expect(
      await screen.findByText(
        'You are about to accept the invitation after all. If your place is still there, it is confirmed, and we send you a mail that says so.',
      ),
    ).toBeDefined();
    expect(fake.variablesOf('ConfirmInvitation')).toEqual([]);
    expect(document.activeElement?.textContent).toMatch(/^Check your answer/);
    await userEvent.click(screen.getByRole('button', { name: 'Go back without accepting' }));
    expect(document.activeElement?.textContent).toBe('Continue');
    expect(document.activeElement).not.toBe(document.body);
    await userEvent.click(screen.getByRole('button', { name: 'Continue' }));
    await userEvent.click(await screen.findByRole('button', { name: 'Accept the invitation' }));
    expect(await screen.findByRole('heading', { name: 'You have accepted the invitation' })).toBeDefined();
    expect(fake.variablesOf('ConfirmInvitation')).toMatchObject([{ token: 'secret' }]);
  });

  it('names whom to write to once the place is gone', async () => {
    const fake = api('DECLINED');
    fake.set('Invitation', { invitation: invitation('DECLINED', OPEN) });
    fake.set('ConfirmInvitation', {
      confirmInvitation: {
        invitation: null,
        errors: [{ code: 'PLACE_GONE', message: 'x', path: [], state: 'DECLINED' }],
      },
    });
    await renderPage('/invitation#secret');
    await screen.findByRole('heading', { name: 'If you can come after all' });
    fake.set('Invitation', { invitation: invitation('DECLINED') });
    await send();
    const told = await screen.findByRole('alert');
    expect(told.textContent).toMatch(
      /Your place is no longer available\. Write to .*Chatham House.*, who put your name forward\./,
    );
    await waitFor(() => {
      expect(screen.queryByRole('button', { name: 'Accept the invitation' })).toBeNull();
    });
    expect(screen.getByText(/If you can come after all, write to the organisation/)).toBeDefined();
  });

  it('tells who has just declined until when that can be changed', async () => {
    const fake = api('PENDING');
    fake.set('DeclineInvitation', {
      declineInvitation: { invitation: invitation('DECLINED', OPEN), errors: [] },
    });
    await renderPage('/invitation#secret');
    await userEvent.click(await screen.findByRole('radio', { name: 'No, I cannot attend' }));
    await send();
    expect(await screen.findByRole('heading', { name: 'You have declined the invitation' })).toBeDefined();
    expect(
      screen.getByText(/you can accept by the same link until 25 October 2011 at 18:00 BST/),
    ).toBeDefined();
  });

  it('tells who has just accepted until when that can be changed, in a window named as the service is', async () => {
    api('PENDING');
    await renderPage('/invitation#secret');
    await userEvent.click(await screen.findByRole('radio', { name: 'Yes, I will attend' }));
    await send();
    expect(
      await screen.findByText(
        'If you can no longer come, you can decline by the same link until 25 October 2011 at 18:00 BST.',
      ),
    ).toBeDefined();
    expect(document.title).toBe(`You have accepted the invitation – ${session().service.name}`);
  });

  it('hands the calendar file of the mail to whoever has accepted, by an address that holds no secret', async () => {
    const saved: { text: Promise<string>; type: string; name: string; href: string }[] = [];
    const blobs: Blob[] = [];
    const revoke = vi.fn();
    vi.stubGlobal(
      'URL',
      Object.assign(class extends URL {}, {
        createObjectURL: (blob: Blob) => {
          blobs.push(blob);
          return 'blob:calendar';
        },
        revokeObjectURL: revoke,
      }),
    );
    const click = vi.spyOn(HTMLAnchorElement.prototype, 'click').mockImplementation(function (
      this: HTMLAnchorElement,
    ) {
      const blob = blobs.at(-1) ?? new Blob();
      saved.push({ text: readText(blob), type: blob.type, name: this.download, href: this.href });
    });
    try {
      api('CONFIRMED');
      await renderPage('/invitation#secret');
      await userEvent.click(await screen.findByRole('button', { name: 'Download the calendar file (.ics)' }));
      expect(saved).toMatchObject([
        { type: 'text/calendar;charset=utf-8', name: 'invitation.ics', href: 'blob:calendar' },
      ]);
      expect(await saved[0]?.text).toBe(CALENDAR);
      expect(revoke).toHaveBeenCalledWith('blob:calendar');
    } finally {
      click.mockRestore();
      vi.unstubAllGlobals();
    }
  });

  it('names whom to ask while no answers are taken', async () => {
    const fake = api('PENDING');
    fake.set('ConfirmInvitation', {
      confirmInvitation: {
        invitation: null,
        errors: [{ code: 'WINDOW_CLOSED', message: 'x', path: [], state: 'PENDING' }],
      },
    });
    await renderPage('/invitation#secret');
    await userEvent.click(await screen.findByRole('radio', { name: 'Yes, I will attend' }));
    await send();
    const told = await screen.findByText(/Answers are not taken at this time/);
    expect(told.textContent).toContain('Chatham House');
  });

  it.each([
    ['CONFIRMED', /was accepted already/, 'Accepted', /You have accepted this invitation/],
    ['DECLINED', /was declined already/, 'Declined', /You have declined this invitation/],
    ['LAPSED', /time to answer ended before/, 'No answer in time', /The time to answer is over/],
    ['CANCELLED', /was cancelled before/, 'Cancelled', /This invitation no longer holds/],
  ])('says to whoever answers on an old page what it has become: %s', async (state, told, fact, over) => {
    const fake = api('PENDING');
    const refused = {
      invitation: null,
      errors: [{ code: 'ACTION_UNAVAILABLE', message: 'x', path: [], state }],
    };
    fake.set('DeclineInvitation', { declineInvitation: refused });
    await renderPage('/invitation#secret');
    await userEvent.click(await screen.findByRole('radio', { name: 'No, I cannot attend' }));
    fake.set('Invitation', { invitation: invitation(state) });
    await send();
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toMatch(told);
    expect(alert.contains(document.activeElement) || document.activeElement?.contains(alert)).toBe(true);
    expect(screen.getByText(fact)).toBeDefined();
    expect(screen.getByText(over)).toBeDefined();
    expect(screen.queryByText(/Load the page again/)).toBeNull();
    expect(screen.queryByRole('radio')).toBeNull();
    await waitFor(() => {
      expect(fake.variablesOf('Invitation')).toHaveLength(2);
    });
  });

  it.each([
    ['CONFIRMED', /You have accepted/],
    ['LAPSED', /time to answer is over/],
    ['CANCELLED', /no longer holds/],
    ['DECLINED', /You have declined/],
  ])('explains an invitation that is over: %s', async (state, words) => {
    api(state);
    await renderPage('/invitation#secret');
    expect(await screen.findByText(words)).toBeDefined();
    expect(screen.queryByRole('radio')).toBeNull();
  });

  it('does not call a link broken where reading the invitation failed', async () => {
    const fake = api('PENDING');
    fake.set('Invitation', {
      errors: [{ message: 'x', extensions: { code: 'INTERNAL', correlationId: 'r-1' } }],
      data: { invitation: null },
    });
    await renderPage('/invitation#secret');
    expect(await screen.findByText(/r-1/)).toBeDefined();
    expect(screen.queryByText('This invitation link does not work')).toBeNull();
  });

  it('says that a link does not work, without saying why', async () => {
    const fake = api('PENDING');
    fake.set('Invitation', { invitation: null });
    await renderPage('/invitation#wrong');
    expect(await screen.findByRole('heading', { name: 'This invitation link does not work' })).toBeDefined();
    // The mail shows a code as well, which no mail program mangles.
    const byCode = screen.getByRole('link', { name: 'Type the code of your invitation mail' });
    expect(byCode.getAttribute('href')).toBe('/invitation/plain/en');
  });

  it.each([
    ['Ada Sample (ada@conference.example)', 'Write to Ada Sample (ada@conference.example).'],
    [null, 'Write to the organisation that nominated you.'],
  ])('names whom to write to with a question, before the answer and after it: %s', async (contact, words) => {
    const fake = api('PENDING');
    fake.set('Invitation', { invitation: { ...invitation('PENDING'), contact } });
    fake.set('ConfirmInvitation', {
      confirmInvitation: { invitation: { ...invitation('CONFIRMED'), contact }, errors: [] },
    });
    await renderPage('/invitation#secret');
    const said = () =>
      screen.getByRole('heading', { name: 'If you have a question' }).nextElementSibling?.textContent;
    await screen.findByRole('radio', { name: 'Yes, I will attend' });
    expect(said()).toBe(words);
    await userEvent.click(screen.getByRole('radio', { name: 'Yes, I will attend' }));
    await send();
    await screen.findByRole('heading', { name: 'You have accepted the invitation' });
    expect(said()).toBe(words);
  });
});
