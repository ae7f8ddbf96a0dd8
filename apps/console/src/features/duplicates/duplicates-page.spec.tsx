import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { FakeApi } from '../../testing/fake-api';
import { renderPage } from '../../testing/render-page';
import { currentConference, nomination, page, session } from '../../testing/samples';

const person = (name: string, given: object = {}) => ({ ...nomination().person, name, ...given });
const side = (id: string, name: string, given: object = {}) => ({
  ...nomination({ id, state: 'UNDER_REVIEW', submittedAt: '2011-05-05T09:00:00Z' }),
  person: person(name, given),
});

/** Two pairs: the second one is judged already where it says so. */
const pair = (first: string, second: string, name: string, given: object = {}) => ({
  first: side(first, name, { organisation: 'Sample Networks' }),
  second: side(second, name, { organisation: 'Specimen Institute' }),
  score: 0.981,
  reasonCodes: ['SAME_NAME'],
  state: 'OPEN',
  version: 0,
  canJudge: true,
  judgement: null,
  availableActions: ['JUDGE'],
  unavailableActions: [],
  merges: [],
  ...given,
});
const ONE = pair('a', 'b', 'Olive Specimen');
const TWO = pair('c', 'd', 'Percy Placeholder');

function api(given: Readonly<Record<string, object>> = {}) {
  return new FakeApi({
    Session: session('HOST_OFFICER'),
    CurrentConference: currentConference,
    Pairs: { possibleDuplicates: page([ONE, TWO]) },
    PairSequence: { possibleDuplicates: page([ONE, TWO]) },
    Pair: ({ first }: Record<string, string>) => ({ possibleDuplicate: first === 'a' ? ONE : TWO }),
    Countries: { countries: [] },
    JudgeDuplicate: { judgeDuplicate: { pair: { state: 'DIFFERENT', version: 1 }, errors: [] } },
    ...given,
  });
}

describe('the possible duplicates', () => {
  it('are listed with the reason in words, and lead to both records', async () => {
    api();
    const { router } = await renderPage('/duplicates');
    const row = (await screen.findByRole('rowheader', { name: /Olive Specimen/ })).closest('tr');
    expect(row?.textContent).toContain('98% alike: the same name');
    await userEvent.click(within(row as HTMLElement).getByRole('link', { name: 'Olive Specimen' }));
    expect(await screen.findByRole('heading', { name: 'Are they one person?' })).toBeDefined();
    expect(router.state.location.pathname).toBe('/duplicates/a/b');
  });

  it('say so where there are none', async () => {
    api({ Pairs: { possibleDuplicates: page([]) } });
    await renderPage('/duplicates');
    expect(await screen.findByText(/^No pair waits for you/)).toBeDefined();
  });
});

describe('a pair', () => {
  it('shows field by field, in words, what is the same and what differs', async () => {
    api();
    await renderPage('/duplicates/a/b');
    const compared = async (field: RegExp) =>
      (await screen.findByRole('rowheader', { name: field })).closest('tr')?.lastElementChild?.textContent;
    expect(await compared(/Full name/)).toContain('The same');
    expect(await compared(/Organisation/)).toContain('Differs');
  });

  it('is judged with one key, and the next pair of the list follows', async () => {
    const fake = api();
    const { router } = await renderPage('/duplicates/a/b?constituency=business');
    await screen.findAllByText('1 of 2');
    await userEvent.keyboard('d');
    expect(await screen.findByRole('heading', { name: /Percy Placeholder/ })).toBeDefined();
    expect(router.state.location.pathname + router.state.location.search).toBe(
      '/duplicates/c/d?constituency=business',
    );
    expect(screen.getByText(/judged different people/).textContent).toContain('Olive Specimen');
    expect(fake.variablesOf('JudgeDuplicate')[0]?.input).toMatchObject({
      nominationId: 'a',
      otherId: 'b',
      verdict: 'DIFFERENT',
      note: null,
      version: 0,
    });
  });

  it('is walked from with J and K beyond the part of the list that is read at once', async () => {
    const many = Array.from({ length: 100 }, (_, n) => pair(`x${n}`, `y${n}`, `Person ${n}`));
    const first = { ...page(many), totalCount: 101, pageInfo: { hasNextPage: true, endCursor: 'hundred' } };
    const fake = api({
      PairSequence: ({ after }: Record<string, string>) => ({
        possibleDuplicates: after === 'hundred' ? { ...page([ONE]), totalCount: 101 } : first,
      }),
      Pair: ({ first: id = '' }: Record<string, string>) => ({
        possibleDuplicate: id === 'a' ? ONE : pair(id, id.replace('x', 'y'), `Person ${id}`),
      }),
    });
    const { router } = await renderPage('/duplicates/x99/y99?after=ninety');
    await screen.findAllByText('100 of 101');
    await screen.findByRole('link', { name: /Next pair/ });
    await userEvent.keyboard('j');
    expect(await screen.findByRole('heading', { name: /Olive Specimen/ })).toBeDefined();
    expect(router.state.location.pathname).toBe('/duplicates/a/b');
    await screen.findAllByText('101 of 101');
    await userEvent.keyboard('k');
    expect(await screen.findByRole('heading', { name: /Person x99/ })).toBeDefined();
    expect(fake.variablesOf('PairSequence').map(({ after }) => after)).toEqual([null, 'hundred']);
  });

  it('is looked for in the list where it was opened from a page behind the first one', async () => {
    const many = Array.from({ length: 100 }, (_, n) => pair(`x${n}`, `y${n}`, `Person ${n}`));
    const first = { ...page(many), totalCount: 102, pageInfo: { hasNextPage: true, endCursor: 'hundred' } };
    api({
      PairSequence: ({ after }: Record<string, string>) => ({
        possibleDuplicates: after === 'hundred' ? { ...page([ONE, TWO]), totalCount: 102 } : first,
      }),
    });
    await renderPage('/duplicates/c/d?after=hundred');
    expect(await screen.findAllByText('102 of 102')).not.toEqual([]);
  });

  it('is judged with a button and a note, and the list follows the last one', async () => {
    const fake = api();
    const { router } = await renderPage('/duplicates/c/d');
    await userEvent.type(await screen.findByRole('textbox', { name: /^Why/ }), 'Same birthday');
    await userEvent.click(screen.getByRole('button', { name: /^The same person/ }));
    expect(await screen.findByRole('heading', { name: 'Possible duplicates' })).toBeDefined();
    expect(router.state.location.pathname).toBe('/duplicates');
    expect(fake.variablesOf('JudgeDuplicate')[0]?.input).toMatchObject({
      verdict: 'SAME',
      note: 'Same birthday',
    });
  });

  it('that a colleague has judged meanwhile says who and what, and keeps what was typed', async () => {
    const refused = {
      code: 'ALREADY_JUDGED',
      message: 'Somebody has judged this pair since you opened it.',
      path: ['input', 'version'],
      verdict: 'DIFFERENT',
      decidedBy: { id: 'u', name: 'Winifred Example' },
    };
    const fake = api({ JudgeDuplicate: { judgeDuplicate: { pair: null, errors: [refused] } } });
    await renderPage('/duplicates/a/b');
    const note = await screen.findByRole('textbox', { name: /^Why/ });
    await userEvent.type(note, 'Same birthday');
    const by = { id: 'u', name: 'Winifred Example' };
    fake.set('Pair', {
      possibleDuplicate: pair('a', 'b', 'Olive Specimen', {
        state: 'DIFFERENT',
        version: 1,
        judgement: { verdict: 'DIFFERENT', note: null, at: '2011-05-06T09:00:00Z', changes: [], by },
      }),
    });
    await userEvent.click(screen.getByRole('button', { name: /^The same person/ }));
    const alert = await screen.findByRole('alert');
    expect(alert.textContent).toMatch(/Winifred Example.? has judged this pair .*different people/);
    expect(await screen.findByText(/^Judged different people by/)).toBeDefined();
    expect((note as HTMLTextAreaElement).value).toBe('Same birthday');
  });

  it('that has changed since is asked about again, and says what has changed', async () => {
    const judgement = {
      verdict: 'DIFFERENT',
      note: 'Two birthdays',
      at: '2011-05-06T09:00:00Z',
      changes: ['SECOND_EMAIL'],
      by: { id: 'u', name: 'Winifred Example' },
    };
    api({ Pair: { possibleDuplicate: pair('a', 'b', 'Olive Specimen', { version: 1, judgement }) } });
    await renderPage('/duplicates/a/b');
    expect((await screen.findByText(/^Judged different people by/)).textContent).toContain(
      'e-mail address of the newer nomination',
    );
    expect(screen.getByText('Two birthdays')).toBeDefined();
  });

  it('is shown without buttons to whoever only reads', async () => {
    api({
      Session: session('AUDITOR'),
      Pair: { possibleDuplicate: pair('a', 'b', 'Olive Specimen', { canJudge: false }) },
    });
    await renderPage('/duplicates/a/b');
    expect(await screen.findByRole('heading', { name: /Olive Specimen/ })).toBeDefined();
    expect(screen.queryByRole('button', { name: /^The same person/ })).toBeNull();
  });
});
