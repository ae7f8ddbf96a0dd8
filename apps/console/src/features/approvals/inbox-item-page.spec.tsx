import { screen, waitFor } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { FakeApi } from '../../testing/fake-api';
import { renderPage } from '../../testing/render-page';
import { currentConference, inboxNomination, page, session } from '../../testing/samples';

const NAMES: Readonly<Record<string, string>> = { first: 'Ada First', second: 'Ben Second' };

function recordOf(id: string) {
  const base = inboxNomination({ id, availableActions: ['DECIDE', 'RETURN'] });
  return { nomination: { ...base, person: { ...base.person, name: NAMES[id] ?? '' } } };
}

function api() {
  return new FakeApi({
    Session: session('HOST_APPROVER'),
    CurrentConference: currentConference,
    AbsentColleagues: { absentColleagues: [{ id: 'absent', name: 'Olu Away' }] },
    Inbox: { inbox: page([]) },
    InboxSequence: {
      inbox: page([
        { id: 'i1', nomination: { id: 'first' } },
        { id: 'i2', nomination: { id: 'second' } },
      ]),
    },
    InboxItem: ({ id }: Record<string, string>) => recordOf(id ?? ''),
    DecideNomination: {
      decideNomination: { nomination: { id: 'first', version: 2, state: 'DECIDED' }, errors: [] },
    },
  });
}

const decisionsOf = (fake: FakeApi) =>
  fake.variablesOf('DecideNomination').map(({ id, input }) => ({ id, ...(input as object) }));

describe('a nomination in the inbox', () => {
  it('is approved with two keys, and the next of the same list follows', async () => {
    const fake = api();
    const { router } = await renderPage('/inbox/first?stage=SIGN_OFF');
    expect(await screen.findByRole('heading', { name: 'Ada First' })).toBeDefined();
    expect((await screen.findAllByText('1 of 2')).length).toBeGreaterThan(0);
    await userEvent.keyboard('a');
    expect(await screen.findByRole('button', { name: /Confirm: approve/ })).toBeDefined();
    await userEvent.keyboard('d');
    expect(await screen.findByRole('heading', { name: 'Ben Second' })).toBeDefined();
    expect(router.state.location.pathname + router.state.location.search).toBe(
      '/inbox/second?stage=SIGN_OFF',
    );
    expect(screen.getByText(/Nothing is sent before the release/).textContent).toContain('Ada First');
    expect(decisionsOf(fake)).toMatchObject([
      { id: 'first', version: 1, outcome: 'APPROVE', onBehalfOfId: null },
    ]);
  });

  it('offers to undo a decision as what takes something back, not as what comes next', async () => {
    const fake = api();
    const base = inboxNomination({ id: 'first', state: 'DECIDED', availableActions: ['REOPEN'] });
    fake.set('InboxItem', { nomination: base });
    await renderPage('/inbox/first');
    const undo = await screen.findByRole('button', { name: /^Undo the decision/ });
    expect(undo.className).toContain('govuk-button--secondary');
    await userEvent.click(undo);
    const confirm = await screen.findByRole('button', { name: /^Confirm: undo the decision/ });
    expect(confirm.className).toContain('govuk-button--warning');
    fake.set('ReopenNomination', {
      reopenNomination: { nomination: { id: 'first', version: 2, state: 'UNDER_REVIEW' }, errors: [] },
    });
    await userEvent.type(screen.getByRole('textbox', { name: 'Why the decision is undone' }), 'A mistake');
    await userEvent.click(confirm);
    const told = await screen.findByText(/^The decision on/);
    expect(told.textContent).toMatch(/^The decision on .+ is undone\.\s*$/);
    await waitFor(() => {
      expect(document.activeElement?.contains(told)).toBe(true);
    });
  });

  it('walks through the list with J and K, keeping the filter', async () => {
    const fake = api();
    const { router } = await renderPage('/inbox/first?stage=SIGN_OFF');
    await screen.findAllByText('1 of 2');
    await userEvent.keyboard('j');
    expect(await screen.findByRole('heading', { name: 'Ben Second' })).toBeDefined();
    await userEvent.keyboard('k');
    expect(await screen.findByRole('heading', { name: 'Ada First' })).toBeDefined();
    expect(router.state.location.search).toBe('?stage=SIGN_OFF');
    expect(fake.variablesOf('InboxSequence')).toHaveLength(1);
  });

  it('wants a reason for a refusal, and leaves typing alone', async () => {
    const fake = api();
    await renderPage('/inbox/first');
    await screen.findAllByText('1 of 2');
    await userEvent.keyboard('r');
    await userEvent.type(await screen.findByRole('textbox', { name: /In your own words/ }), 'a jaded word');
    expect(screen.getByRole('heading', { name: 'Ada First' })).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: /Confirm: refuse/ }));
    expect(await screen.findByRole('link', { name: 'Choose the reason for the refusal' })).toBeDefined();
    expect(decisionsOf(fake)).toEqual([]);
    await userEvent.selectOptions(screen.getByRole('combobox', { name: 'Reason' }), 'BALANCE');
    await userEvent.selectOptions(
      screen.getByRole('combobox', { name: 'In whose place you sign off' }),
      'absent',
    );
    await userEvent.click(screen.getByRole('button', { name: /Confirm: refuse/ }));
    await waitFor(() => {
      expect(decisionsOf(fake)).toMatchObject([
        {
          outcome: 'REJECT',
          reasonCode: 'BALANCE',
          reasonText: 'a jaded word',
          onBehalfOfId: 'absent',
          isReasonShared: true,
          isQuotaOverridden: false,
        },
      ]);
    });
  });

  it('keeps a reason with the host that the service does not share, unless the box is ticked for it', async () => {
    const fake = api();
    await renderPage('/inbox/first');
    await screen.findAllByText('1 of 2');
    await userEvent.keyboard('r');
    const reason = await screen.findByRole('combobox', { name: 'Reason' });
    const isTold = () => screen.getByRole<HTMLInputElement>('checkbox', { name: /Tell the nominating body/ });
    await userEvent.selectOptions(reason, 'BALANCE');
    expect(isTold().checked).toBe(true);
    await userEvent.selectOptions(reason, 'SECURITY');
    expect(isTold().checked).toBe(false);
    expect(screen.getByText(/stays with the host unless you tick the box/)).toBeDefined();
    await userEvent.click(isTold());
    await userEvent.selectOptions(reason, 'BALANCE');
    await userEvent.selectOptions(reason, 'SECURITY');
    await userEvent.click(screen.getByRole('button', { name: /Confirm: refuse/ }));
    await waitFor(() => {
      expect(decisionsOf(fake)).toMatchObject([{ reasonCode: 'SECURITY', isReasonShared: false }]);
    });
  });

  it('shows who has signed for what, and the rule, where more than one has to agree', async () => {
    const voice = {
      id: 'v1',
      outcome: 'REJECT',
      reasonCode: 'SECURITY',
      reasonText: 'Known to us',
      isQuotaOverridden: false,
      at: '2011-05-06T09:00:00Z',
      by: { id: 'u1', name: 'Vera Differs' },
      onBehalfOf: null,
    };
    const fake = api();
    fake.set('InboxItem', ({ id }: Record<string, string>) => {
      const record = recordOf(id ?? '');
      return { nomination: { ...record.nomination, signOffs: { needed: 2, voices: [voice] } } };
    });
    await renderPage('/inbox/first');
    await screen.findAllByText('1 of 2');
    const region = screen.getByRole('region', { name: 'Signed so far' });
    expect(region.textContent).toContain('The decision stands as soon as 2 approvers agree.');
    expect(region.textContent).toMatch(/Refused.*Known to us.*Vera Differs/);
    await userEvent.keyboard('a');
    await screen.findByRole('button', { name: /Confirm: approve/ });
    await userEvent.keyboard('d');
    expect((await screen.findByText(/^Your signature/)).textContent).toContain(
      'Your signature for Ada First is recorded. The decision stands as soon as 2 approvers agree.',
    );
  });

  it('names who was faster, and reads the record again', async () => {
    const fake = api();
    const error = {
      code: 'ALREADY_DECIDED',
      message: 'x',
      path: [],
      currentVersion: 2,
      state: 'DECIDED',
      balance: null,
    };
    fake.set('DecideNomination', {
      decideNomination: {
        nomination: null,
        errors: [{ ...error, decidedBy: { id: 'o', name: 'Olu Other' } }],
      },
    });
    await renderPage('/inbox/first');
    await screen.findAllByText('1 of 2');
    await userEvent.keyboard('a');
    const before = fake.variablesOf('InboxItem').length;
    await userEvent.click(await screen.findByRole('button', { name: /Confirm: approve/ }));
    expect((await screen.findByText(/has decided this nomination already/)).textContent).toContain(
      'Olu Other',
    );
    await waitFor(() => {
      expect(fake.variablesOf('InboxItem').length).toBeGreaterThan(before);
    });
  });

  it('offers to go over the quota only when it is spent, and wants a reason for it', async () => {
    const fake = api();
    const error = {
      code: 'QUOTA_SPENT',
      message: 'x',
      path: [],
      currentVersion: 1,
      state: null,
      balance: null,
      decidedBy: null,
    };
    fake.set('DecideNomination', { decideNomination: { nomination: null, errors: [error] } });
    await renderPage('/inbox/first');
    await screen.findAllByText('1 of 2');
    await userEvent.keyboard('a');
    expect(screen.queryByRole('checkbox', { name: /over the quota/ })).toBeNull();
    await userEvent.click(await screen.findByRole('button', { name: /Confirm: approve/ }));
    await userEvent.click(await screen.findByRole('checkbox', { name: /over the quota/ }));
    await userEvent.click(screen.getByRole('button', { name: /Confirm: approve/ }));
    expect(await screen.findByRole('link', { name: /Say why a place beyond the quota/ })).toBeDefined();
    expect(decisionsOf(fake)).toHaveLength(1);
  });

  it('gives somebody on the reserve list a place, over the quota only with a reason', async () => {
    const fake = api();
    const base = inboxNomination({ id: 'first', state: 'RESERVED', availableActions: ['PROMOTE'] });
    fake.set('InboxItem', { nomination: { ...base, stage: null, dueAt: null } });
    const error = {
      code: 'QUOTA_SPENT',
      message: 'x',
      path: [],
      currentVersion: null,
      state: null,
      balance: null,
    };
    fake.set('PromoteNomination', { promoteNomination: { nomination: null, errors: [error] } });
    await renderPage('/inbox/first');
    await userEvent.click(await screen.findByRole('button', { name: /Give a place/ }));
    expect(screen.getByText(/This takes effect at once/)).toBeDefined();
    await userEvent.click(screen.getByRole('button', { name: /Confirm: give a place/ }));
    expect(await screen.findByText(/Wait until one is given back/)).toBeDefined();
    await userEvent.click(await screen.findByRole('checkbox', { name: /over the quota/ }));
    await userEvent.type(screen.getByRole('textbox', { name: /In your own words/ }), 'Speaks');
    fake.set('PromoteNomination', {
      promoteNomination: { nomination: { id: 'first', version: 2, state: 'APPROVED' }, errors: [] },
    });
    const before = fake.variablesOf('InboxItem').length;
    await userEvent.click(screen.getByRole('button', { name: /Confirm: give a place/ }));
    await waitFor(() => {
      expect(fake.variablesOf('InboxItem').length).toBeGreaterThan(before);
    });
    expect(await screen.findByText(/has a place and is invited\./)).toBeDefined();
    expect(fake.variablesOf('PromoteNomination').map(({ input }) => input)).toMatchObject([
      { version: 1, isQuotaOverridden: false, reasonText: null },
      { version: 1, isQuotaOverridden: true, reasonText: 'Speaks' },
    ]);
  });

  it('has a heading also when its first read fails', async () => {
    const fake = api();
    fake.set('InboxItem', () => 'offline');
    await renderPage('/inbox/nomination');
    expect(screen.getByRole('heading', { level: 1 }).textContent).toBe('Nomination');
  });

  it('switches the keys off for people whom they would trouble', async () => {
    api();
    await renderPage('/inbox/first');
    await screen.findAllByText('1 of 2');
    await userEvent.keyboard('?');
    await userEvent.click(await screen.findByRole('checkbox', { name: /Use keyboard shortcuts/ }));
    await userEvent.click(screen.getByRole('button', { name: 'Close' }));
    await userEvent.keyboard('a');
    expect(screen.queryByRole('button', { name: /Confirm: approve/ })).toBeNull();
    expect(localStorage.getItem('plenary.hotkeys')).toBe('off');
  });
});
