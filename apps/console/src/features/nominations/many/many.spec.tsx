import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { FakeApi } from '../../../testing/fake-api';
import { renderPage } from '../../../testing/render-page';
import {
  ACADEMIA,
  BUSINESS,
  currentConference,
  nomination,
  page,
  quota,
  session,
} from '../../../testing/samples';
import type { ManyAct, ManyResult } from './many-acts';
import { csvOf } from './report-file';
import { undoingsOf } from './undo';

const result = (id: string, constituency = BUSINESS, version = 2): ManyResult => ({
  outcome: 'DONE',
  nomination: { id, version, reference: id, person: { name: id, badgeName: null }, constituency },
  errors: [],
});
const undone = (act: ManyAct, done: ManyResult[], before: ManyResult[] = done) =>
  undoingsOf({ act, done, before, skipped: [], failed: [] });

describe('what was done to many is undone', () => {
  it('by the reverse act, where there is one, on what was done alone', () => {
    expect(undone('approve', [result('a')])).toEqual([{ act: 'reopen', items: [{ id: 'a', version: 2 }] }]);
    expect(undone('submit', [result('a')])).toMatchObject([{ act: 'withdraw' }]);
    expect(undone('approve', [])).toEqual([]);
    for (const act of ['withdraw', 'recommendApproval', 'return', 'promote', 'reopen'] as const)
      expect(undone(act, [result('a')])).toEqual([]);
  });

  it('by moving each back to where it came from; what was there already stays', () => {
    const before = [result('a', BUSINESS, 1), result('b', ACADEMIA, 1), result('c', BUSINESS, 1)];
    const done = [result('a', ACADEMIA), result('b', ACADEMIA), result('c', ACADEMIA)];
    expect(undone('constituency', done, before)).toEqual([
      {
        act: 'constituency',
        to: BUSINESS,
        items: [
          { id: 'a', version: 2 },
          { id: 'c', version: 2 },
        ],
      },
    ]);
  });
});

it('a file of what was done quotes, and makes no formula of a name', () => {
  expect(csvOf([['a,"b"', '=1+1', '']])).toBe('\uFEFF"a,""b""",\'=1+1,\r\n');
});

const api = () =>
  new FakeApi({
    Session: session('PARTNER_COORDINATOR'),
    CurrentConference: currentConference,
    QuotaBalances: { quotaBalances: page([quota]) },
    Nominations: { nominations: page([nomination()]) },
  });
const answer = (outcome: string) => ({
  results: [
    {
      outcome,
      nomination: {
        id: 'nomination',
        version: 2,
        state: 'SUBMITTED',
        reference: 'ICC-1',
        person: { id: 'person', name: 'Zoë Quill', badgeName: null },
        constituency: BUSINESS,
      },
      errors: [],
    },
  ],
  errors: [],
});

/** Chooses the one nomination and an act, and answers its question. */
async function ask(act: string, typed?: readonly [label: RegExp, text: string]) {
  await renderPage('/nominations');
  await userEvent.click(await screen.findByRole('checkbox', { name: /^Choose .*Zoë/ }));
  await userEvent.selectOptions(await screen.findByLabelText('What to do with them'), act);
  await userEvent.click(screen.getByRole('button', { name: 'Continue' }));
  const shown = within(await screen.findByRole('dialog'));
  if (typed !== undefined) await userEvent.type(shown.getByLabelText(typed[0]), typed[1]);
  await userEvent.click(shown.getByRole('button', { name: 'See what would happen' }));
  return shown;
}

describe('many of the nominations', () => {
  it('are ranked in the order in which they were chosen, from a number on', async () => {
    const fake = api();
    fake.set('UpdateMany', { updateNominationMany: answer('POSSIBLE') });
    const shown = await ask('Rank in this order', [/^Rank of the first/, '4']);
    await userEvent.click(await shown.findByRole('button', { name: 'Rank 1' }));
    expect(fake.variablesOf('UpdateMany')).toMatchObject([
      { input: { rank: 4, isDryRun: true } },
      { input: { rank: 4, items: [{ id: 'nomination', version: 1 }] } },
    ]);
    await userEvent.click(await screen.findByRole('button', { name: 'Close this list' }));
  });

  it('that were submitted are taken back at the version that they have by then', async () => {
    const fake = api();
    fake.set('SubmitMany', { submitNominationMany: answer('POSSIBLE') });
    const shown = await ask('Submit');
    const confirm = await shown.findByRole('button', { name: 'Submit 1' });
    fake.set('SubmitMany', { submitNominationMany: answer('DONE') });
    await userEvent.click(confirm);
    fake.set('MatchingNominations', { matchingNominations: [{ nominationId: 'nomination', version: 5 }] });
    fake.set('WithdrawMany', { withdrawNominationMany: answer('POSSIBLE') });
    await userEvent.click(await screen.findByRole('button', { name: /^Take it back/ }));
    await userEvent.click(await screen.findByRole('button', { name: 'See what would happen' }));
    expect(await screen.findByRole('button', { name: 'Withdraw 1' })).toBeDefined();
    expect(fake.variablesOf('MatchingNominations')).toMatchObject([
      { filter: { ids: ['nomination'], states: ['SUBMITTED', 'UNDER_REVIEW'] } },
    ]);
    expect(fake.variablesOf('WithdrawMany')).toMatchObject([
      { input: { isDryRun: true, items: [{ id: 'nomination', version: 5 }] } },
    ]);
  });
});
