import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it, vi } from 'vitest';
import { administrationApi as api, approver, balance, section } from '../../testing/administration';
import { renderPage } from '../../testing/render-page';
import { currentConference } from '../../testing/samples';

describe('places', () => {
  it('are listed for every partner and constituency, with the hall beside the sum', async () => {
    api();
    await renderPage('/administration');
    const places = await section('Places');
    const rows = (await places.findAllByRole('row')).slice(1).map((row) => row.textContent);
    expect(rows).toHaveLength(2);
    expect(rows[0]).toMatch(
      /International Chamber of Commerce: .*Business.*Allotted40.*Extra1.*Held5.*Used7.*Free29/,
    );
    expect(places.getByText(/^Extra: given by approvers beyond the number allotted/)).toBeDefined();
    expect(rows[1]).toMatch(/Academia.*Allotted0/);
    expect(places.getByText('41 places are allotted; the hall has 700.')).toBeDefined();
  });

  it('are changed with the number that was seen, which a conflict renews', async () => {
    const conflict = {
      code: 'VERSION_CONFLICT',
      message: '',
      path: ['input', 'expectedAllotted'],
      balance: { allotted: 51, overridden: 1, held: 5, consumed: 7 },
    };
    const fake = api({ AllotPlaces: { allotPlaces: { balance: null, errors: [conflict] } } });
    await renderPage('/administration');
    const places = await section('Places');
    await userEvent.click(await places.findByRole('button', { name: /Change the places of .*Business/ }));
    const number = await screen.findByLabelText('Number of places');
    await userEvent.clear(number);
    await userEvent.type(number, 'forty');
    await userEvent.click(screen.getByRole('button', { name: 'Save the number' }));
    expect(await screen.findAllByText(/Enter a whole number/)).not.toHaveLength(0);
    expect(fake.variablesOf('AllotPlaces')).toEqual([]);
    await userEvent.clear(number);
    await userEvent.type(number, '45');
    await userEvent.click(screen.getByRole('button', { name: 'Save the number' }));
    expect(await screen.findByText(/there are now 50/)).toBeDefined();
    fake.set('AllotPlaces', { allotPlaces: { balance: { id: 'balance', allotted: 46 }, errors: [] } });
    await userEvent.click(screen.getByRole('button', { name: 'Save the number' }));
    expect(await screen.findByText(/are saved/)).toBeDefined();
    expect(
      fake
        .variablesOf('AllotPlaces')
        .map(({ input }) => input as { allotted: number; expectedAllotted: number }),
    ).toMatchObject([
      { allotted: 45, expectedAllotted: 40, bodyId: 'icc', constituencyId: 'business' },
      { allotted: 45, expectedAllotted: 50 },
    ]);
  });

  it('say how many are taken when fewer are wanted', async () => {
    const spent = { code: 'QUOTA_SPENT', message: '', path: ['input', 'allotted'], balance };
    api({ AllotPlaces: { allotPlaces: { balance: null, errors: [spent] } } });
    await renderPage('/administration');
    await userEvent.click(await screen.findByRole('button', { name: /Change the places of .*Business/ }));
    await userEvent.click(screen.getByRole('button', { name: 'Save the number' }));
    expect(await screen.findAllByText(/12 places are held or used already/)).not.toHaveLength(0);
  });

  it('that were never allotted are set without a number that was seen', async () => {
    const fake = api({ AllotPlaces: { allotPlaces: { balance: { id: 'new', allotted: 3 }, errors: [] } } });
    await renderPage('/administration');
    await userEvent.click(await screen.findByRole('button', { name: /Change the places of .*Academia/ }));
    await userEvent.clear(screen.getByLabelText('Number of places'));
    await userEvent.type(screen.getByLabelText('Number of places'), '3');
    await userEvent.click(screen.getByRole('button', { name: 'Save the number' }));
    await screen.findByText(/are saved/);
    expect(fake.variablesOf('AllotPlaces')).toMatchObject([
      { input: { allotted: 3, expectedAllotted: null } },
    ]);
  });
});

describe('times', () => {
  it('are those of the conference’s clock, and say what is open', async () => {
    const fake = api({
      SetWindow: { setWindow: { conference: { id: 'conference', windows: [] }, errors: [] } },
    });
    await renderPage('/administration');
    const times = await section('Times');
    expect(await times.findByText(/Open, from 1 May 2011/)).toBeDefined();
    expect(times.getByText('Not set: nothing is possible yet')).toBeDefined();
    const [opens] = times.getAllByLabelText('Opens');
    const [closes] = times.getAllByLabelText('Closes');
    expect((opens as HTMLInputElement).value).toBe('2011-05-01T01:00');
    await userEvent.clear(closes as HTMLElement);
    await userEvent.type(closes as HTMLElement, '2011-04-30T12:00');
    await userEvent.click(times.getByRole('button', { name: 'Save: Nominations' }));
    expect(await screen.findAllByText(/later than the beginning/)).not.toHaveLength(0);
    await userEvent.clear(closes as HTMLElement);
    await userEvent.type(closes as HTMLElement, '2011-07-01T12:00');
    await userEvent.click(times.getByRole('button', { name: 'Save: Nominations' }));
    expect(await screen.findByText('The times are saved: Nominations.')).toBeDefined();
    expect(fake.variablesOf('SetWindow')).toMatchObject([
      {
        input: {
          kind: 'NOMINATION',
          opensAt: '2011-05-01T00:00:00.000Z',
          closesAt: '2011-07-01T11:00:00.000Z',
        },
      },
    ]);
  });
});

describe('times that nobody changed', () => {
  it('are saved as they were, to the second', async () => {
    const [window] = currentConference.conference.windows;
    const fake = api({
      CurrentConference: {
        ...currentConference,
        conference: {
          ...currentConference.conference,
          windows: [{ ...window, closesAt: '2011-08-01T22:59:59.999Z' }],
        },
      },
      SetWindow: { setWindow: { conference: { id: 'conference', windows: [] }, errors: [] } },
    });
    await renderPage('/administration');
    const times = await section('Times');
    expect(await times.findByText(/to 1 August 2011\D+23:59 BST/)).toBeDefined();
    const [closes] = times.getAllByLabelText('Closes');
    expect((closes as HTMLInputElement).value).toMatch(/^2011-08-01T23:59:59/);
    await userEvent.click(times.getByRole('button', { name: 'Save: Nominations' }));
    await screen.findByText('The times are saved: Nominations.');
    expect(fake.variablesOf('SetWindow')).toMatchObject([
      { input: { opensAt: '2011-05-01T00:00:00.000Z', closesAt: '2011-08-01T22:59:59.999Z' } },
    ]);
  });
});

describe('absences', () => {
  it('say of each time that is not typed which one it is', async () => {
    const fake = api({});
    await renderPage('/administration');
    const absences = await section('Absences');
    await absences.findByText('Nobody is away, now or later.');
    await userEvent.click(absences.getByRole('button', { name: 'Record an absence' }));
    const problems = within(await absences.findByRole('alert')).getAllByRole('link');
    expect(problems.map(({ textContent }) => textContent)).toEqual([
      'Enter the day and the time of the beginning',
      'Enter the day and the time of the end',
    ]);
    expect(fake.variablesOf('RecordAbsence')).toEqual([]);
  });

  it('are recorded for one of the approvers', async () => {
    const fake = api({
      RecordAbsence: {
        recordAbsence: { absence: { id: 'absence', endsAt: '2011-11-09T12:00:00Z' }, errors: [] },
      },
    });
    await renderPage('/administration');
    const absences = await section('Absences');
    expect(await absences.findByText('Nobody is away, now or later.')).toBeDefined();
    await userEvent.type(absences.getByLabelText('From'), '2011-11-01T09:00');
    await userEvent.type(absences.getByLabelText('To'), '2011-11-09T12:00');
    fake.set('Absences', {
      absences: [
        {
          id: 'absence',
          user: { id: approver.user.id, name: approver.name },
          startsAt: '2011-11-01T09:00:00Z',
          endsAt: '2011-11-09T12:00:00Z',
          canEnd: true,
        },
      ],
    });
    await userEvent.click(absences.getByRole('button', { name: 'Record an absence' }));
    expect(
      await absences.findByRole('button', { name: /End the absence of .*Winifred Example/ }),
    ).toBeDefined();
    expect(fake.variablesOf('RecordAbsence')).toMatchObject([
      {
        input: {
          userId: 'winifred',
          startsAt: '2011-11-01T09:00:00.000Z',
          endsAt: '2011-11-09T12:00:00.000Z',
        },
      },
    ]);
    const told = await absences.findByRole('alert');
    expect(told.textContent).toContain('The absence of Winifred Example is recorded.');
    expect(document.activeElement).toBe(told);
  });

  it('are told of when they end, which takes the focus of the button that is gone', async () => {
    const fake = api({
      Absences: {
        absences: [
          {
            id: 'absence',
            user: { id: approver.user.id, name: approver.name },
            startsAt: '2011-11-01T09:00:00Z',
            endsAt: '2011-11-09T12:00:00Z',
            canEnd: true,
          },
        ],
      },
      EndAbsence: { endAbsence: { absence: { id: 'absence', endsAt: '2011-11-02T12:00:00Z' }, errors: [] } },
    });
    await renderPage('/administration');
    const absences = await section('Absences');
    const end = await absences.findByRole('button', { name: /End the absence of .*Winifred/ });
    fake.set('Absences', { absences: [] });
    await userEvent.click(end);
    const told = await absences.findByRole('alert');
    expect(told.textContent).toContain('The absence of Winifred Example is over.');
    expect(document.activeElement).toBe(told);
    await absences.findByText('Nobody is away, now or later.');
  });
});

describe('the watch list', () => {
  const entry = (name: string) => ({ id: name, name, note: null, addedAt: '2011-05-03T09:00:00Z' });
  const pageOf = (names: readonly string[], endCursor: string | null) => ({
    watchList: {
      totalCount: 5,
      nodes: names.map(entry),
      pageInfo: { hasNextPage: endCursor !== null, endCursor },
    },
  });

  it('shows its first page, and all of it when asked, page after page', async () => {
    const fake = api({
      WatchList: ({ after }: Record<string, string>) => {
        if (after === 'two') return pageOf(['Cleo', 'Dora'], 'four');
        return after === 'four' ? pageOf(['Emil'], null) : pageOf(['Anton', 'Berta'], 'two');
      },
    });
    await renderPage('/administration');
    const list = await section('Watch list');
    const names = async () => (await list.findAllByRole('rowheader')).map((cell) => cell.textContent);
    expect(await names()).toEqual(['NameAnton', 'NameBerta']);
    await userEvent.click(list.getByRole('button', { name: 'Show all 5 names' }));
    await list.findByText('Emil');
    expect(await names()).toEqual(['Anton', 'Berta', 'Cleo', 'Dora', 'Emil'].map((name) => `Name${name}`));
    expect(fake.variablesOf('WatchList').map(({ after }) => after)).toEqual([undefined, 'two', 'four']);
  });

  it('is searched by a box of its own, on all its pages, and the staff beside it is not', async () => {
    const fake = api({
      WatchList: ({ search, after }: Record<string, string>) => {
        if (search === undefined) return pageOf(['Anton', 'Berta'], 'two');
        return after === 'one' ? pageOf(['Bertram'], null) : pageOf(['Berta'], 'one');
      },
    });
    await renderPage('/administration');
    const list = await section('Watch list');
    await userEvent.type(list.getByRole('searchbox', { name: 'Name or note' }), 'bert');
    await userEvent.click(list.getByRole('button', { name: 'Search' }));
    await userEvent.click(await list.findByRole('button', { name: 'Show all 5 names' }));
    await list.findByText('Bertram');
    expect(fake.variablesOf('WatchList').map(({ search, after }) => [search, after])).toEqual([
      [undefined, undefined],
      ['bert', undefined],
      ['bert', 'one'],
    ]);
    expect(fake.variablesOf('Staff').filter(({ search }) => search !== undefined)).toEqual([]);
  });

  const fieldOf = async () => {
    const list = await section('Watch list');
    return { list, field: await list.findByLabelText<HTMLTextAreaElement>('Names') };
  };
  const replace = (list: Awaited<ReturnType<typeof section>>) =>
    userEvent.click(list.getByRole('button', { name: /^Replace the list/ }));

  it('tells of a second list of as many names as of the first, and the focus goes there', async () => {
    const fake = api({ LoadWatchList: { loadWatchList: { count: 2, errors: [] } } });
    await renderPage('/administration');
    const { list, field } = await fieldOf();
    await userEvent.type(field, 'Anton{Enter}Berta, a note');
    await replace(list);
    const told = (await list.findByText('The watch list now has 2 names.')).closest('[role=alert]');
    expect(document.activeElement).toBe(told);
    await userEvent.type(field, 'Cleo{Enter}Dora');
    await replace(list);
    await vi.waitFor(() => {
      expect(fake.variablesOf('LoadWatchList')).toHaveLength(2);
      expect(document.activeElement).toBe(told);
    });
    expect(fake.variablesOf('LoadWatchList')[0]).toMatchObject({
      input: {
        entries: [
          { name: 'Anton', note: null },
          { name: 'Berta', note: 'a note' },
        ],
      },
    });
  });

  it('names the lines that the service does not take, beside the names', async () => {
    const wrong = (index: string) => ({
      code: 'INVALID_INPUT',
      message: 'Write it on one line.',
      path: ['input', 'entries', index, 'name'],
    });
    api({ LoadWatchList: { loadWatchList: { count: null, errors: [wrong('0'), wrong('1')] } } });
    await renderPage('/administration');
    const { list, field } = await fieldOf();
    await userEvent.type(field, 'Anton{Enter}{Enter}Berta');
    await replace(list);
    const link = await list.findByRole('link', { name: /Line 1/ });
    expect(link.textContent).toBe('Line 1: Write it on one line. Line 3: Write it on one line.');
    expect(field.getAttribute('aria-invalid')).toBe('true');
    expect(field.value).toBe('Anton\n\nBerta');
  });
});
