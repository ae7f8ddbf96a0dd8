import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { FakeApi } from '../../testing/fake-api';
import { renderPage } from '../../testing/render-page';
import { BUSINESS, currentConference, ICC, inboxNomination, page, session } from '../../testing/samples';

const WINIFRED = { id: 'w', name: 'Winifred Example' };
const OTTO = { id: 'o', name: 'Otto Specimen' };
const person = (name: string) => ({ id: name, name, badgeName: null, organisation: null });
const waiting = (id: string, claim: object | null) => ({
  id: `review-${id}`,
  stage: 'REVIEW' as const,
  dueAt: '2011-11-01T09:00:00Z',
  isOverdue: false,
  waitingSince: '2011-10-01T09:00:00Z',
  flags: [],
  recommendation: null,
  claim,
  nomination: {
    id,
    version: 3,
    availableActions: ['RECOMMEND' as const],
    reference: `ICC-${id}`,
    person: person(`Person ${id}`),
    body: ICC,
    constituency: BUSINESS,
  },
});
const colleague = (who: object, more: object = {}) => ({
  colleague: who,
  stages: ['REVIEW'],
  isAbsent: false,
  claims: 2,
  ...more,
});
const inbox = (more: object = {}) =>
  new FakeApi({
    Session: session('HOST_OFFICER'),
    CurrentConference: currentConference,
    Inbox: { inbox: page([waiting('a', { isMine: false, by: WINIFRED }), waiting('b', null)]) },
    ReviewColleagues: { reviewColleagues: [colleague(WINIFRED), colleague(OTTO, { isAbsent: true })] },
    ...more,
  });

const press = async (name: string) => {
  await userEvent.click(await screen.findByRole('button', { name }));
};

describe('who is on what', () => {
  it('is said in the inbox, and filters it', async () => {
    const fake = inbox();
    await renderPage('/inbox');
    const name = await screen.findByText('Winifred Example');
    expect(name.parentElement?.textContent).toContain('Winifred Example is on it');
    await userEvent.click(screen.getByText('Who is on it', { selector: 'summary' }));
    await userEvent.click(screen.getByRole('checkbox', { name: 'Nobody’s' }));
    expect(fake.variablesOf('Inbox').at(-1)).toMatchObject({ filter: { claims: ['NOBODYS'] } });
  });

  it('is changed with one press, and who was faster is named', async () => {
    const item = inboxNomination({ id: 'a', availableActions: ['CLAIM', 'RECOMMEND'] });
    const refused = {
      nomination: null,
      errors: [{ code: 'ALREADY_CLAIMED', message: 'On it.', path: [], claimedBy: WINIFRED }],
    };
    const fake = inbox({
      InboxSequence: { inbox: page([]) },
      InboxItem: { nomination: item },
      ClaimReview: { claimReview: refused },
    });
    await renderPage('/inbox/a');
    await screen.findByText(/Nobody is on it yet/);
    await press('I take this');
    expect(await screen.findByText(/^Winifred Example is on it already/)).toBeDefined();
    expect(fake.variablesOf('ClaimReview')).toMatchObject([{ id: 'a', input: { version: item.version } }]);
  });

  it('is let go by whoever is on it', async () => {
    const item = inboxNomination({ id: 'a', availableActions: ['RELEASE_CLAIM'] });
    const fake = inbox({
      InboxSequence: { inbox: page([]) },
      InboxItem: { nomination: { ...item, claim: { isMine: true, by: OTTO } } },
      ReleaseReviewClaim: { releaseReviewClaim: { nomination: item, errors: [] } },
    });
    await renderPage('/inbox/a');
    await screen.findByText('You are on it');
    fake.set('InboxItem', { nomination: { ...item, availableActions: ['CLAIM'] } });
    await press('Let it go');
    const now = await screen.findByText(/Nobody is on it yet/);
    expect(fake.variablesOf('ReleaseReviewClaim')).toHaveLength(1);
    // The button is gone with what it did.
    expect(screen.queryByRole('button', { name: 'Let it go' })).toBeNull();
    expect(document.activeElement).toBe(now);
  });
});

describe('a reminder', () => {
  it('goes out after who would get one was read, and says who was written to and who not', async () => {
    const reminder = {
      outcome: 'REMINDED',
      nomination: { id: 'a', reference: 'ICC-a', person: person('Person a') },
      reminded: [OTTO],
      skipped: [{ colleague: WINIFRED, obstacle: 'REMINDED_TODAY' }],
    };
    const fake = inbox({ RemindReviews: { remindReviews: { reminders: [reminder], errors: [] } } });
    await renderPage('/inbox');
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Choose this page' }));
    await userEvent.selectOptions(screen.getByLabelText('What to do with them'), 'Remind');
    await press('Continue');
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.click(dialog.getByRole('button', { name: 'See what would happen' }));
    expect(await dialog.findByText('One reminder would go out.')).toBeDefined();
    // The button is gone; who reads with the keyboard or the ear goes on at the title.
    expect(document.activeElement?.textContent).toBe('Remind of 2 reviews');
    expect(dialog.getByText(/gets a reminder/).textContent).toContain(OTTO.name);
    expect(dialog.getByText(/got one today already/).textContent).toContain('Winifred Example');
    expect(fake.variablesOf('RemindReviews')).toMatchObject([
      { input: { nominationIds: ['a', 'b'], isDryRun: true } },
    ]);
    await userEvent.click(dialog.getByRole('button', { name: 'Send one reminder' }));
    expect(await dialog.findByText('One reminder is sent.')).toBeDefined();
    const [, sent] = fake.variablesOf('RemindReviews');
    expect(sent).toMatchObject({ input: { nominationIds: ['a', 'b'] } });
    expect(sent).not.toMatchObject({ input: { isDryRun: true } });
  });

  it('cannot be sent where nobody would get one', async () => {
    const nobody = { outcome: 'NOT_WAITING', nomination: null, reminded: [], skipped: [] };
    inbox({ RemindReviews: { remindReviews: { reminders: [nobody], errors: [] } } });
    await renderPage('/inbox');
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Choose this page' }));
    await userEvent.selectOptions(screen.getByLabelText('What to do with them'), 'Remind');
    await press('Continue');
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.click(dialog.getByRole('button', { name: 'See what would happen' }));
    expect(await dialog.findByText('Nobody would be written to.')).toBeDefined();
    expect(dialog.queryByRole('button', { name: /^Send/ })).toBeNull();
  });
});

describe('reviews that are assigned', () => {
  it('go to the colleagues that are chosen, after what each would get was read', async () => {
    const told = (given: number) => ({
      assignReviews: {
        assignments: [
          { outcome: 'ASSIGNED', nomination: null, assignee: WINIFRED, obstacles: [] },
          {
            outcome: 'NOBODY',
            nomination: { id: 'b', reference: 'ICC-b', person: person('Person b') },
            assignee: null,
            obstacles: [{ colleague: WINIFRED, obstacle: 'INVOLVED' }],
          },
        ],
        colleagues: [{ colleague: WINIFRED, before: 2, given }],
        errors: [],
      },
    });
    const fake = inbox({ AssignReviews: told(1) });
    await renderPage('/inbox');
    await userEvent.click(await screen.findByRole('checkbox', { name: 'Choose this page' }));
    await userEvent.selectOptions(screen.getByLabelText('What to do with them'), 'Assign to colleagues');
    await press('Continue');
    const dialog = within(await screen.findByRole('dialog'));
    await userEvent.click(await dialog.findByRole('button', { name: 'See what would happen' }));
    expect(dialog.getByText('Choose at least one colleague')).toBeDefined();
    expect(dialog.getByText(/absent/).textContent).toContain('on 2 reviews');
    await userEvent.click(dialog.getByRole('checkbox', { name: 'Winifred Example' }));
    await userEvent.click(dialog.getByRole('button', { name: 'See what would happen' }));
    expect((await dialog.findByText(/one more, on 2 so far/)).textContent).toContain('Winifred Example');
    expect(dialog.getByText('One could go to nobody of them')).toBeDefined();
    expect(dialog.getByText(/had another part in it/)).toBeDefined();
    await userEvent.click(dialog.getByRole('button', { name: 'Assign one' }));
    const input = { nominationIds: ['a', 'b'], assigneeIds: ['w'] };
    expect(fake.variablesOf('AssignReviews')).toMatchObject([
      { input: { ...input, isDryRun: true } },
      { input },
    ]);
    expect(screen.queryByRole('dialog')).toBeNull();
  });
});
