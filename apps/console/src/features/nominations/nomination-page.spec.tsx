import { screen, waitFor, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { FakeApi } from '../../testing/fake-api';
import { renderPage } from '../../testing/render-page';
import { currentConference, nomination, page, quota, session } from '../../testing/samples';

const record = (given: Parameters<typeof nomination>[0] = {}) => ({
  nomination: { ...nomination(given), stage: null, messages: [] },
});

function api(given: Parameters<typeof nomination>[0] = {}) {
  return new FakeApi({
    Session: session('PARTNER_COORDINATOR'),
    CurrentConference: currentConference,
    QuotaBalances: { quotaBalances: page([quota]) },
    Nomination: record(given),
  });
}

const updatedBy = (actor: string, occurredAt: string, items: string[]) => ({
  id: `${actor} ${occurredAt}`,
  occurredAt,
  action: 'nomination.updated',
  values: [{ name: 'fields', text: null, number: null, items }],
  summary: 'Changed',
  remark: null,
  actor,
  onBehalfOf: null,
});

const conflict = { code: 'VERSION_CONFLICT', message: 'x', path: [], currentVersion: 2, state: 'DRAFT' };

describe('the page of a nomination', () => {
  it('shows grey what cannot be done now, and why', async () => {
    api({
      state: 'UNDER_REVIEW',
      availableActions: [],
      unavailableActions: [{ action: 'UPDATE', code: 'NOT_IN_STATE' }],
    });
    await renderPage('/nominations/nomination');
    const button = await screen.findByRole('button', { name: 'Change' });
    expect(button.getAttribute('aria-disabled')).toBe('true');
    expect(screen.getByText('The host is reviewing it. This cannot be done now.').id).toBe(
      button.getAttribute('aria-describedby'),
    );
    expect(screen.queryByRole('button', { name: 'Submit nomination' })).toBeNull();
  });

  it("tells the body's own reference where there is one, and nothing of it where there is none", async () => {
    for (const [externalReference, told] of [
      ['CRM-471', ['CRM-471']],
      [null, []],
    ] as const) {
      api({ externalReference });
      const { unmount } = await renderPage('/nominations/nomination');
      await screen.findByText('Why this person');
      const terms = screen.queryAllByText('Own reference');
      expect(terms.map((term) => term.nextElementSibling?.textContent)).toEqual(told);
      unmount();
    }
  });

  it('submits, and says how many places there are when none is left', async () => {
    const fake = api();
    fake.set('SubmitNomination', {
      submitNomination: {
        nomination: null,
        errors: [
          {
            code: 'QUOTA_SPENT',
            message: 'x',
            path: [],
            currentVersion: null,
            state: null,
            balance: { ...quota, allotted: 12, available: 0 },
          },
        ],
      },
    });
    await renderPage('/nominations/nomination');
    expect(await screen.findByText('13 of 40 after this')).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: 'Submit nomination' }));
    expect(await screen.findByText(/All 12 places in this constituency are taken/)).toBeDefined();
    expect(fake.variablesOf('SubmitNomination')).toMatchObject([{ id: 'nomination', input: { version: 1 } }]);
  });

  it('tells before submitting what the host will see as missing, once', async () => {
    api({ missing: ['person.jobTitle', 'justification'] });
    await renderPage('/nominations/nomination');
    expect(await screen.findAllByText(/this is missing: job title, justification\./)).toHaveLength(1);
    expect(screen.getByRole('button', { name: 'Submit nomination' })).toBeDefined();
  });

  it.each([
    ['tells whoever may change it but not submit', ['UPDATE'] as const, 1],
    ['does not tell whoever can do nothing about it', [] as const, 0],
  ])('%s what is missing', async (_name, actions, times) => {
    api({ missing: ['person.country'], availableActions: [...actions] });
    await renderPage('/nominations/nomination');
    expect(await screen.findByRole('heading', { name: 'History' })).toBeDefined();
    expect(screen.queryAllByText(/this is missing: country\./)).toHaveLength(times);
  });

  it('answers the host’s question when it was returned', async () => {
    const fake = api({ state: 'RETURNED', returnQuestion: 'Whom does she speak for?' });
    fake.set('SubmitNomination', {
      submitNomination: { nomination: { id: 'nomination', version: 2, state: 'SUBMITTED' }, errors: [] },
    });
    await renderPage('/nominations/nomination');
    expect(await screen.findByText('Whom does she speak for?')).toBeDefined();
    await userEvent.type(
      screen.getByRole('textbox', { name: 'Your answer (optional)' }),
      'For the institute.',
    );
    await userEvent.click(screen.getByRole('button', { name: 'Submit again' }));
    await waitFor(() => {
      expect(fake.variablesOf('SubmitNomination')).toMatchObject([
        { input: { answer: 'For the institute.' } },
      ]);
    });
    expect(await screen.findByText('The nomination is submitted.')).toBeDefined();
  });

  it('keeps what was typed when the session has ended, also for whoever does not sign in at once', async () => {
    const fake = api();
    // What an act changes is read again by its type, also after one that failed.
    const { nomination: read } = record({ availableActions: ['UPDATE'] });
    fake.set('Nomination', { nomination: { __typename: 'Nomination', ...read } });
    await renderPage('/nominations/nomination?edit');
    const why = () => screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Why this person' });
    await userEvent.clear(await screen.findByRole('textbox', { name: 'Why this person' }));
    await userEvent.type(why(), 'Knows networks.');
    const errors = [{ message: 'Sign in first.', extensions: { code: 'UNAUTHENTICATED' } }];
    fake.set('UpdateNomination', { errors, data: { updateNomination: null } });
    fake.set('Nomination', { errors, data: { nomination: null } });
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    const notNow = await screen.findByRole('button', { name: 'Not now' });
    await waitFor(() => {
      expect(fake.variablesOf('Nomination')).toHaveLength(2);
    });
    await userEvent.click(notNow);
    expect(why().value).toBe('Knows networks.');
  });

  it('counts no second place for a returned nomination, which keeps its own', async () => {
    api({ state: 'RETURNED', availableActions: ['UPDATE', 'SUBMIT'] });
    await renderPage('/nominations/nomination?edit');
    expect(await screen.findByText('12 of 40 places')).toBeDefined();
    expect(screen.queryByText('13 of 40 after this')).toBeNull();
  });

  it('leads the focus to the form, and back to the button by Cancel', async () => {
    api({ availableActions: ['UPDATE'] });
    await renderPage('/nominations/nomination');
    await userEvent.click(await screen.findByRole('button', { name: 'Change the nomination' }));
    expect(document.activeElement?.textContent).toBe('About the person');
    await userEvent.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(document.activeElement?.textContent).toBe('Change the nomination');
  });

  it('says what was done last, in place of what was done before', async () => {
    const fake = api({ availableActions: ['UPDATE', 'WITHDRAW'] });
    fake.set('UpdateNomination', {
      updateNomination: { nomination: { id: 'nomination', version: 2, rank: 3 }, errors: [] },
    });
    fake.set('WithdrawNomination', {
      withdrawNomination: { nomination: { id: 'nomination', version: 3, state: 'WITHDRAWN' }, errors: [] },
    });
    await renderPage('/nominations/nomination?edit');
    await userEvent.type(await screen.findByRole('textbox', { name: 'Why this person' }), ' Again.');
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('Your changes are saved.')).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: 'Withdraw nomination' }));
    expect(await screen.findByText('The nomination is withdrawn.')).toBeDefined();
    expect(screen.queryByText('Your changes are saved.')).toBeNull();
  });

  it('says nothing was done to whoever only opens the address', async () => {
    api();
    await renderPage('/nominations/nomination?saved');
    expect(await screen.findByRole('button', { name: 'Submit nomination' })).toBeDefined();
    expect(screen.queryByText('Your changes are saved.')).toBeNull();
  });

  it('shows what somebody else changed, and keeps what was typed', async () => {
    const fake = api();
    fake.set('UpdateNomination', { updateNomination: { nomination: null, errors: [conflict] } });
    await renderPage('/nominations/nomination?edit');
    const why = await screen.findByRole('textbox', { name: 'Why this person' });
    await userEvent.clear(why);
    await userEvent.type(why, 'Better words');
    const title = screen.getByRole('textbox', { name: 'Job title' });
    await userEvent.clear(title);
    await userEvent.type(title, 'Chair');
    const changed = nomination({
      version: 2,
      rank: 1,
      person: { ...nomination().person, jobTitle: 'President' },
      history: {
        nodes: [updatedBy('Nigel Notional', '2011-05-05T08:41:00Z', ['rank', 'person.jobTitle'])],
        pageInfo: { hasNextPage: false, endCursor: null },
      },
    });
    fake.set('Nomination', { nomination: { ...changed, stage: null, messages: [] } });
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    const notice = await screen.findByRole('alert');
    expect(document.activeElement).toBe(notice);
    expect(notice.textContent).toContain(
      'Last saved by \u2068Nigel Notional\u2069, 5 May 2011 at 09:41 BST.',
    );
    expect(screen.getByText('Rank', { selector: 'strong' }).parentElement?.textContent).toBe(
      'Rank: 1 (\u2068Nigel Notional\u2069, 5 May 2011 at 09:41 BST; before: 3)',
    );
    const clash = within(screen.getByRole('group', { name: 'Job title' }));
    expect(clash.getByText('Before: \u2068Director\u2069')).toBeDefined();
    expect(clash.getByRole<HTMLInputElement>('radio', { name: /^Yours: .Chair.$/ }).checked).toBe(true);
    await userEvent.click(
      clash.getByRole('radio', { name: /^.Nigel Notional., 5 May 2011 at 09:41 BST: .President.$/ }),
    );

    fake.set('UpdateNomination', {
      updateNomination: { nomination: { id: 'nomination', version: 3, rank: 1 }, errors: [] },
    });
    await userEvent.click(screen.getByRole('button', { name: 'Go on with these answers' }));
    expect(screen.getByRole<HTMLTextAreaElement>('textbox', { name: 'Why this person' }).value).toBe(
      'Better words',
    );
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Rank' }).value).toBe('1');
    expect(screen.getByRole<HTMLInputElement>('textbox', { name: 'Job title' }).value).toBe('President');
    expect(document.activeElement).toBe(screen.getByRole('textbox', { name: 'Full name' }));
    await userEvent.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('Your changes are saved.')).toBeDefined();
    const [first, second] = fake
      .variablesOf('UpdateNomination')
      .map(({ input }) => input as Record<string, unknown>);
    expect(first).toMatchObject({ version: 1, justification: 'Better words' });
    expect(second).toMatchObject({ version: 2, justification: 'Better words' });
    expect(second).not.toHaveProperty('rank');
    expect(second).not.toHaveProperty('person');
    expect(second?.['idempotencyKey']).not.toBe(first?.['idempotencyKey']);
  });

  it.each([
    ['NEXT_INVITED', /Ivan Example.* is next on the reserve list and will be invited/],
    [
      'HOST_TOLD',
      /The host is told, and decides whom to invite.*Ivan Example.* is next on the reserve list\./,
    ],
    ['BACK_TO_BODY', /Nobody is invited/],
  ])('says before a withdrawal what becomes of the place: %s', async (outcome, words) => {
    const fake = api({ state: 'APPROVED', availableActions: ['WITHDRAW'] });
    const next = [{ id: 'n2', reference: 'ICC-2', person: { id: 'p2', name: 'Ivan Example' } }];
    fake.set('PlacePreview', {
      placePreview: { outcome, count: 1, next: outcome === 'BACK_TO_BODY' ? [] : next },
    });
    await renderPage('/nominations/n1');
    await userEvent.click(await screen.findByText('Withdraw this nomination'));
    await waitFor(() => {
      expect(screen.getByText('Withdraw this nomination').closest('details')?.textContent).toMatch(words);
    });
    expect(fake.variablesOf('PlacePreview')).toMatchObject([{ act: 'WITHDRAW' }]);
  });

  it('leads an approver to the inbox, where a reserve can be given a place', async () => {
    const fake = api({ state: 'RESERVED', availableActions: ['PROMOTE'] });
    fake.set('Session', session('HOST_APPROVER'));
    await renderPage('/nominations/nomination');
    const link = await screen.findByRole('link', { name: 'Open in the inbox' });
    expect(link.getAttribute('href')).toBe('/inbox/nomination');
  });

  it('has a heading also when its first read fails, and shows the nomination once that is tried again', async () => {
    const fake = api();
    fake.set('Nomination', () => 'offline');
    await renderPage('/nominations/nomination');
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Nomination');
    // The window is given its title once the page stands.
    await waitFor(() => {
      expect(document.title).toMatch(/^Nomination – /);
    });
    screen.getByText('We could not reach the service. Check your connection and try again.');
    fake.set('Nomination', record());
    await userEvent.click(screen.getByRole('button', { name: 'Try again' }));
    await waitFor(() => {
      expect(screen.getByRole('heading', { level: 1 }).textContent).toContain(nomination().person.name);
    });
    expect(document.activeElement).not.toBe(document.body);
  });

  it('says before an invited person is withdrawn that they are told by mail', async () => {
    const invitation = { id: 'i', state: 'PENDING', respondBy: '2011-09-01T12:00:00Z', answeredAt: null };
    const given = (sentAt: string | null) => ({
      ...record({ state: 'APPROVED', availableActions: ['WITHDRAW'] }).nomination,
      invitation: { ...invitation, sentAt },
    });
    const fake = api();
    fake.set('PlacePreview', { placePreview: null });
    fake.set('Nomination', { nomination: given('2011-08-01T12:00:00Z') });
    const words = 'The invitation no longer holds, and a mail tells this person so.';
    const { unmount } = await renderPage('/nominations/nomination');
    await screen.findByText(words);
    unmount();
    fake.set('Nomination', { nomination: given(null) });
    await renderPage('/nominations/nomination');
    await screen.findByText('The host sees that you withdrew.');
    expect(screen.queryByText(words)).toBeNull();
  });

  it('answers an id that is out of reach as one that does not exist', async () => {
    const fake = api();
    fake.set('Nomination', { nomination: null });
    await renderPage('/nominations/of-another-body');
    expect(await screen.findByRole('heading', { name: 'Page not found' })).toBeDefined();
  });
});
