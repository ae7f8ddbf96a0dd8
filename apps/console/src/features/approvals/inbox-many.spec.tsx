import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { afterEach, describe, expect, it } from 'vitest';
import { FakeApi } from '../../testing/fake-api';
import { renderPage } from '../../testing/render-page';
import { BUSINESS, currentConference, ICC, page, session } from '../../testing/samples';

const person = (name: string) => ({ id: name, name, badgeName: null, organisation: null });
const waiting = (id: string, name: string) => ({
  id: `review-${id}`,
  stage: 'SIGN_OFF' as const,
  dueAt: '2011-11-01T09:00:00Z',
  isOverdue: false,
  waitingSince: '2011-10-01T09:00:00Z',
  flags: [],
  recommendation: 'APPROVE' as const,
  claim: null,
  nomination: {
    id,
    version: 3,
    availableActions: ['DECIDE' as const, 'RETURN' as const],
    reference: `ICC-${id}`,
    person: person(name),
    body: ICC,
    constituency: BUSINESS,
  },
});
const result = (id: string, name: string, outcome: string, errors: object[] = []) => ({
  outcome,
  nomination: {
    id,
    version: 3,
    state: outcome === 'DONE' ? 'DECIDED' : 'UNDER_REVIEW',
    reference: `ICC-${id}`,
    person: person(name),
    constituency: BUSINESS,
  },
  errors,
});
const DUTIES = { code: 'SEPARATION_OF_DUTIES', message: 'Duties apart.', path: [] };

function api() {
  return new FakeApi({
    Session: session('HOST_APPROVER'),
    CurrentConference: currentConference,
    Inbox: { inbox: page([waiting('a', 'Ann Example'), waiting('b', '=Bob Example')]) },
    MatchingInbox: {
      matchingInbox: [
        { nominationId: 'a', version: 3 },
        { nominationId: 'b', version: 3 },
      ],
    },
    DecideMany: {
      decideNominationMany: {
        results: [result('a', 'Ann Example', 'POSSIBLE'), result('b', '=Bob Example', 'REFUSED', [DUTIES])],
        errors: [],
      },
    },
  });
}

const press = async (name: string | RegExp) => {
  await userEvent.click(await screen.findByRole('button', { name }));
};
const dialog = async () => within(await screen.findByRole('dialog'));

/** Approves all that match: what the page then tells stands in its report. */
async function approveAll(fake: FakeApi) {
  await renderPage('/inbox');
  await press('Choose all 2 that match');
  await userEvent.selectOptions(await screen.findByLabelText('What to do with them'), 'Approve');
  await press('Continue');
  await press('See what would happen');
  const shown = await dialog();
  expect(
    (await shown.findByText('For one it is not possible; it is left out')).nextSibling?.textContent,
  ).toContain('=Bob Example');
  fake.set('DecideMany', {
    decideNominationMany: { results: [result('a', 'Ann Example', 'DONE')], errors: [] },
  });
  await userEvent.click(shown.getByRole('button', { name: 'Approve 1' }));
  return screen.findByText('One nomination is approved, to be released');
}

function textOf(file: Blob): Promise<string> {
  const reader = new FileReader();
  return new Promise((resolve) => {
    reader.onload = () => {
      resolve(reader.result as string);
    };
    reader.readAsText(file);
  });
}

afterEach(async () => {
  const close = screen.queryByRole('button', { name: 'Close this list' });
  if (close !== null) await userEvent.click(close);
});

describe('several of the inbox at once', () => {
  it('are decided, each told before whether duties allow it; who is refused is left out', async () => {
    const fake = api();
    await approveAll(fake);
    expect(fake.variablesOf('MatchingInbox')).toMatchObject([{ filter: { actionable: true } }]);
    const [asked, sent] = fake.variablesOf('DecideMany');
    const items = [
      { id: 'a', version: 3 },
      { id: 'b', version: 3 },
    ];
    expect(asked).toMatchObject({ input: { items, isDryRun: true, outcome: 'APPROVE' } });
    expect(sent).toMatchObject({ input: { items: items.slice(0, 1), outcome: 'APPROVE' } });
    expect(sent?.['input']).not.toHaveProperty('isDryRun');
  });

  it('are told of until the list is closed, through filters, and kept as a file with why', async () => {
    await approveAll(api());
    const files: Blob[] = [];
    Object.assign(URL, {
      createObjectURL: (file: Blob) => `blob:${files.push(file)}`,
      revokeObjectURL: () => undefined,
    });
    await press('Keep this list as a file');
    const [file] = files;
    const text = file === undefined ? '' : await textOf(file);
    expect(text.split('\r\n').slice(1)).toEqual([
      'Done,ICC-a,Ann Example,,',
      expect.stringMatching(/^Left out,ICC-b,'=Bob Example,,.*\w/),
      '',
    ]);
    await userEvent.click(screen.getByText('Stage', { selector: 'summary' }));
    await userEvent.click(screen.getByRole('checkbox', { name: 'Sign-off' }));
    expect(await screen.findByText('One nomination is approved, to be released')).toBeDefined();
    await press('Close this list');
    expect(screen.queryByText('One nomination is approved, to be released')).toBeNull();
  });

  it('are undone with one button, after a preview of its own, with the reason that undoing asks for', async () => {
    const fake = api();
    await approveAll(fake);
    fake.set('ReopenMany', {
      reopenNominationMany: { results: [result('a', 'Ann Example', 'POSSIBLE')], errors: [] },
    });
    await press('Undo: the one decision');
    const shown = await dialog();
    await userEvent.type(shown.getByLabelText('Why the decision is undone'), 'Too early');
    await userEvent.click(shown.getByRole('button', { name: 'See what would happen' }));
    const confirm = await shown.findByRole('button', { name: 'Undo 1' });
    fake.set('ReopenMany', {
      reopenNominationMany: { results: [result('a', 'Ann Example', 'DONE')], errors: [] },
    });
    await userEvent.click(confirm);
    expect(await screen.findByText(/^One decision is undone/)).toBeDefined();
    expect(fake.variablesOf('ReopenMany')).toMatchObject([
      { input: { items: [{ id: 'a', version: 3 }], isDryRun: true, reason: 'Too early' } },
      { input: { items: [{ id: 'a', version: 3 }], reason: 'Too early' } },
    ]);
  });
});
