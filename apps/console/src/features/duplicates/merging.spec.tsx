import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { FakeApi } from '../../testing/fake-api';
import { renderPage } from '../../testing/render-page';
import { currentConference, nomination, page, session } from '../../testing/samples';

const side = (id: string, reference: string, person: object) => ({
  ...nomination({ id, reference, state: 'UNDER_REVIEW', submittedAt: '2011-05-05T09:00:00Z', version: 3 }),
  person: { ...nomination().person, name: 'Olive Specimen', ...person },
});
const BOTH = ['JUDGE', 'MERGE_INTO_FIRST', 'MERGE_INTO_SECOND'];
const judgement = {
  verdict: 'SAME',
  note: null,
  at: '2011-05-06T09:00:00Z',
  changes: [],
  by: { id: 'u', name: 'Winifred Example' },
};
const pair = (given: object = {}) => ({
  first: side('a', 'ICC-AAA-AAAA', { honorific: null, country: 'GB' }),
  second: side('b', 'CH-BBB-BBBB', { honorific: 'Dr', country: 'FR' }),
  score: 1,
  reasonCodes: ['SAME_NAME'],
  state: 'SAME',
  version: 1,
  canJudge: true,
  judgement,
  availableActions: BOTH,
  unavailableActions: [],
  merges: [],
  ...given,
});
const merge = (given: object = {}) => ({
  id: 'm',
  at: '2011-05-07T09:00:00Z',
  undoableUntil: '2011-06-06T09:00:00Z',
  undoneAt: null,
  undoObstacle: null,
  canUndo: true,
  by: { id: 'u', name: 'Percival Placeholder' },
  undoneBy: null,
  facts: [{ fact: 'HONORIFIC', was: 'Ms', became: 'Dr', isChangedSince: false }],
  nomination: { id: 'a', reference: 'ICC-AAA-AAAA', version: 4 },
  ...given,
});

function api(given: object = {}, more: Readonly<Record<string, object>> = {}) {
  return new FakeApi({
    Session: session('HOST_OFFICER'),
    CurrentConference: currentConference,
    PairSequence: { possibleDuplicates: page([]) },
    Countries: { countries: [] },
    Pair: { possibleDuplicate: pair(given) },
    MergeDuplicate: { mergeDuplicate: { pair: { state: 'SAME', version: 1 }, errors: [] } },
    UndoMerge: { undoMerge: { kept: [], pair: { state: 'SAME', version: 1 }, errors: [] } },
    ...more,
  });
}
const show = async () => {
  await renderPage('/duplicates/a/b');
  await screen.findByRole('heading', { name: 'Take facts over' });
};

describe('facts of one nomination, for another one of the same person', () => {
  it('are chosen one by one, of those that differ, and say what they would replace', async () => {
    const fake = api();
    await show();
    expect(screen.getAllByRole('checkbox').map((box) => (box as HTMLInputElement).value)).toEqual([
      'HONORIFIC',
      'COUNTRY',
    ]);
    await userEvent.click(screen.getByRole('radio', { name: /^The older one/ }));
    const title = screen.getByRole('checkbox', { name: /^Form of address: .*Dr/ });
    expect(title.closest('div')?.textContent).toMatch(/instead of: .*Not given/i);
    await userEvent.click(title);
    await userEvent.click(screen.getByRole('button', { name: 'Take over' }));
    expect(await screen.findByText(/was corrected\.$/)).toBeDefined();
    expect(fake.variablesOf('MergeDuplicate')[0]?.input).toMatchObject({
      nominationId: 'a',
      otherId: 'b',
      facts: ['HONORIFIC'],
      version: 3,
      otherVersion: 3,
    });
  });

  it('go onto the newer one unless somebody says otherwise, and one at least', async () => {
    const fake = api();
    await show();
    await userEvent.click(screen.getByRole('button', { name: 'Take over' }));
    expect((await screen.findByRole('alert')).textContent).toContain('Choose at least one fact.');
    await userEvent.click(screen.getByRole('checkbox', { name: /^Country/ }));
    await userEvent.click(screen.getByRole('button', { name: 'Take over' }));
    expect(await screen.findByText(/was corrected\.$/)).toBeDefined();
    expect(fake.variablesOf('MergeDuplicate').map(({ input }) => input)).toMatchObject([
      { nominationId: 'b', otherId: 'a', facts: ['COUNTRY'] },
    ]);
  });

  it('wait until both are judged to be the same person, and the page says so', async () => {
    const refused = ['MERGE_INTO_FIRST', 'MERGE_INTO_SECOND'].map((action) => ({
      action,
      code: 'NOT_JUDGED_SAME',
    }));
    api({ state: 'OPEN', judgement: null, availableActions: ['JUDGE'], unavailableActions: refused });
    await show();
    expect(screen.getByText(/^Once both are judged/)).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Take over' })).toBeNull();
  });

  it('are not taken by one that cannot be corrected now, and the page says which and why', async () => {
    api({
      availableActions: ['JUDGE', 'MERGE_INTO_FIRST'],
      unavailableActions: [{ action: 'MERGE_INTO_SECOND', code: 'SIGNED_OFF_BY_YOU' }],
    });
    await show();
    expect(screen.getByText(/cannot be corrected/).textContent).toMatch(
      /CH-BBB-BBBB.* cannot be corrected: .*signed this nomination off/,
    );
    expect(screen.queryByRole('radio', { name: /^The newer one/ })).toBeNull();
  });

  it('are no matter where nothing differs', async () => {
    api({ second: side('b', 'CH-BBB-BBBB', { honorific: null, country: 'GB' }) });
    await show();
    expect(screen.getByText('Both nominations say the same of the person.')).toBeDefined();
  });

  it('are nobody’s to take who only reads', async () => {
    api({ canJudge: false, availableActions: [] });
    await renderPage('/duplicates/a/b');
    expect(await screen.findByRole('rowheader', { name: /Full name/ })).toBeDefined();
    expect(screen.queryByRole('heading', { name: 'Take facts over' })).toBeNull();
  });

  it('that somebody has changed meanwhile are read again, and nothing is taken', async () => {
    const refused = { code: 'VERSION_CONFLICT', message: 'Changed', path: [], invitationState: null };
    const fake = api({}, { MergeDuplicate: { mergeDuplicate: { pair: null, errors: [refused] } } });
    await show();
    fake.set('Pair', {
      possibleDuplicate: pair({ second: side('b', 'CH-BBB-BBBB', { honorific: 'Prof.', country: 'FR' }) }),
    });
    await userEvent.click(screen.getByRole('checkbox', { name: /^Form of address/ }));
    await userEvent.click(screen.getByRole('button', { name: 'Take over' }));
    expect((await screen.findByRole('alert')).textContent).toContain('Somebody changed this');
    expect(await screen.findAllByText('Prof.')).not.toEqual([]);
  });
});

describe('facts that were taken over', () => {
  it('are put back with a button, which says what stays because it was changed since', async () => {
    const facts = [...merge().facts, { fact: 'COUNTRY', was: 'GB', became: 'FR', isChangedSince: true }];
    const kept = ['COUNTRY'];
    const fake = api(
      { merges: [merge({ facts })] },
      { UndoMerge: { undoMerge: { kept, pair: { state: 'SAME', version: 1 }, errors: [] } } },
    );
    await show();
    const list = screen.getByRole('region', { name: 'Taken over' });
    expect(within(list).getAllByText(/before that/)[0]?.textContent).toMatch(
      /Form of address: .*Dr.*before that: .*Ms/,
    );
    await userEvent.click(within(list).getByRole('button', { name: 'Undo' }));
    expect((await screen.findByText(/says again what it said before/)).textContent).toContain(
      'left as it is: Country',
    );
    expect(fake.variablesOf('UndoMerge')[0]?.input).toMatchObject({ mergeId: 'm', version: 4 });
  });

  it.each([
    ['TOO_LATE', null, /more than 30 days ago/],
    ['CHANGED_SINCE', null, /All of it was changed since/],
    ['UNDONE', '2011-05-08T09:00:00Z', /^Undone by/],
  ])('stay where %s, and the page says so', async (undoObstacle, undoneAt, words) => {
    const undoneBy = undoneAt === null ? null : { id: 'v', name: 'Winifred Example' };
    api({ merges: [merge({ undoObstacle, undoneAt, undoneBy, canUndo: false })] });
    await show();
    expect(screen.getByText(words)).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
  });
});
