import { screen, within } from '@testing-library/react';
import { userEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { FakeApi } from '../../testing/fake-api';
import { renderPage } from '../../testing/render-page';
import { BUSINESS, currentConference, HOST, ICC, page, session } from '../../testing/samples';

const balance = {
  id: 'balance',
  allotted: 41,
  overridden: 1,
  held: 5,
  consumed: 7,
  available: 29,
  body: { id: ICC.id },
  constituency: { id: BUSINESS.id },
};
const approver = {
  id: 'grant-1',
  role: 'HOST_APPROVER',
  canRevoke: true,
  grantedAt: '2011-05-03T09:00:00Z',
  canRemind: false,
  state: 'HELD',
  userId: 'winifred',
  name: 'Winifred Example',
  email: 'winifred@people.example',
  body: HOST,
};

const auditEntry = {
  id: 'entry',
  sequence: null,
  action: 'window.set',
  subjectType: 'conference',
  subjectId: 'conference',
  summary: '',
  remark: null,
  hash: null,
  nomination: null,
  body: null,
};

function api(answers: Record<string, object> = {}) {
  return new FakeApi({
    Session: session('HOST_ADMINISTRATOR'),
    CurrentConference: currentConference,
    Allotments: { conference: { id: 'conference', capacity: 700 }, quotaBalances: page([balance]) },
    Staff: { staff: page([approver]) },
    StaffConflicts: { staff: { nodes: [] } },
    Absences: { absences: [] },
    WatchList: { watchList: page([]) },
    DeadLetters: { deadLetters: page([]) },
    ...answers,
  });
}

const section = async (name: string) => within(await screen.findByRole('region', { name }));

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

describe('times that somebody else has set meanwhile', () => {
  it('are shown with who set them, and what was typed stays to be saved over them or dropped', async () => {
    const conflict = { code: 'VERSION_CONFLICT', message: '', path: ['input'] };
    const values = (text: string) => [{ name: 'kind', text, number: null, items: null }];
    const entry = { actor: 'Nigel Notional', occurredAt: '2011-05-02T08:41:00Z', onBehalfOf: null };
    const fake = api({
      SetWindow: { setWindow: { conference: null, errors: [conflict] } },
      AuditEvents: {
        auditEvents: page([
          { ...auditEntry, ...entry, id: 'other', actor: 'Olive Specimen', values: values('CONFIRMATION') },
          { ...auditEntry, ...entry, id: 'this', values: values('NOMINATION') },
        ]),
      },
    });
    await renderPage('/administration');
    const times = await section('Times');
    const [closes] = await times.findAllByLabelText('Closes');
    await userEvent.clear(closes as HTMLElement);
    await userEvent.type(closes as HTMLElement, '2011-07-01T12:00');
    const [window] = currentConference.conference.windows;
    const theirs = { ...window, closesAt: '2011-09-01T11:00:00Z' };
    fake.set('CurrentConference', {
      ...currentConference,
      conference: { ...currentConference.conference, windows: [theirs] },
    });
    await userEvent.click(times.getByRole('button', { name: 'Save: Nominations' }));
    const notice = within(await times.findByRole('alert'));
    expect((await notice.findByText(/^Last saved by/)).textContent).toMatch(
      /Nigel Notional.*2 May 2011 at 09:41 BST/,
    );
    expect(notice.getByText(/Now: from 1 May 2011.* to 1 September 2011/)).toBeDefined();
    expect((closes as HTMLInputElement).value).toBe('2011-07-01T12:00');

    await userEvent.click(notice.getByRole('button', { name: 'Keep what I typed and go on' }));
    expect((closes as HTMLInputElement).value).toBe('2011-07-01T12:00');
    await userEvent.click(times.getByRole('button', { name: 'Save: Nominations' }));
    await userEvent.click(
      within(await times.findByRole('alert')).getByRole('button', { name: 'Drop what I typed' }),
    );
    expect((closes as HTMLInputElement).value).toBe('2011-09-01T12:00');
    expect(fake.variablesOf('SetWindow')).toMatchObject([
      { input: { expectedOpensAt: window?.opensAt, expectedClosesAt: window?.closesAt } },
      { input: { expectedOpensAt: window?.opensAt, expectedClosesAt: '2011-09-01T11:00:00Z' } },
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
          user: { id: approver.userId, name: approver.name },
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
  });
});

const country = (code: string, name: string, more: object = {}) => ({
  code,
  name,
  otherNames: code === 'TW' ? ['Formosa'] : [],
  isOffered: true,
  isChanged: false,
  ...more,
});

describe('countries', () => {
  const names: Readonly<Record<string, readonly object[]>> = {
    en: [country('TW', 'Taiwan'), country('XK', 'Kosovo', { isOffered: false, isChanged: true })],
    fr: [country('TW', 'Taïwan'), country('XK', 'Kosovo', { isOffered: false, isChanged: true })],
  };
  const answering = () =>
    api({
      Countries: ({ language }: Record<string, string>) => ({ countries: names[language ?? ''] ?? [] }),
      SetCountry: { setCountry: { country: { code: 'TW', name: 'Chinese Taipei' }, errors: [] } },
    });

  it('are found by any name, and only what was changed is sent', async () => {
    const fake = answering();
    await renderPage('/administration');
    const part = await section('Countries and territories');
    await userEvent.type(await part.findByRole('combobox'), 'formosa');
    expect(part.getByLabelText<HTMLInputElement>('Name in French').value).toBe('Taïwan');
    const english = part.getByLabelText('Name in English');
    await userEvent.clear(english);
    await userEvent.type(english, 'Chinese Taipei');
    await userEvent.click(part.getByRole('button', { name: 'Save the country or territory' }));
    expect(await part.findByText(/Chinese Taipei.* is saved/)).toBeDefined();
    expect(fake.variablesOf('SetCountry')).toEqual([
      {
        input: {
          idempotencyKey: expect.any(String) as string,
          conferenceId: 'conference',
          code: 'TW',
          names: [{ language: 'en', name: 'Chinese Taipei' }],
          expectedNames: [
            { language: 'en', name: 'Taiwan' },
            { language: 'fr', name: 'Taïwan' },
          ],
          expectedIsOffered: true,
        },
      },
    ]);
  });

  it('that somebody else has saved meanwhile are shown with who it was, and what was typed stays', async () => {
    const fake = answering();
    const conflict = { code: 'VERSION_CONFLICT', message: '', path: ['input'] };
    fake.set('SetCountry', { setCountry: { country: null, errors: [conflict] } });
    const values = [{ name: 'code', text: 'TW', number: null, items: null }];
    const by = { actor: 'Nigel Notional', occurredAt: '2011-05-02T08:41:00Z', onBehalfOf: null };
    fake.set('AuditEvents', { auditEvents: page([{ ...auditEntry, ...by, action: 'country.set', values }]) });
    await renderPage('/administration');
    const part = await section('Countries and territories');
    await userEvent.type(await part.findByRole('combobox'), 'formosa');
    const english = part.getByLabelText<HTMLInputElement>('Name in English');
    await userEvent.clear(english);
    await userEvent.type(english, 'Chinese Taipei');
    const theirs = (name: string) => ({ countries: [country('TW', name, { isChanged: true })] });
    fake.set('Countries', ({ language }: Record<string, string>) =>
      theirs(language === 'fr' ? 'Formose' : 'Formosa'),
    );
    const save = part.getByRole('button', { name: 'Save the country or territory' });
    await userEvent.click(save);
    const notice = within(await part.findByRole('alert'));
    expect((await notice.findByText(/^Last saved by/)).textContent).toMatch(/Nigel Notional/);
    expect(notice.getByText(/Now: .*Formosa.* \(English\), .*Formose.* \(French\)/)).toBeDefined();
    expect(english.value).toBe('Chinese Taipei');
    await userEvent.click(notice.getByRole('button', { name: 'Keep what I typed and go on' }));
    expect(english.value).toBe('Chinese Taipei');
    await userEvent.click(save);
    await userEvent.click(
      within(await part.findByRole('alert')).getByRole('button', { name: 'Drop what I typed' }),
    );
    expect(english.value).toBe('Formosa');
    const expected = fake
      .variablesOf('SetCountry')
      .map(({ input }) => (input as { expectedNames: { name: string }[] }).expectedNames[0]?.name);
    expect(expected).toEqual(['Taiwan', 'Formosa']);
  });

  it('that are set are listed, and taken back with one press', async () => {
    const fake = answering();
    await renderPage('/administration');
    const part = await section('Countries and territories');
    await userEvent.click(await part.findByRole('button', { name: /Take back what is set for .*Kosovo/ }));
    await part.findByText(/is saved/);
    expect(fake.variablesOf('SetCountry')).toMatchObject([
      { input: { code: 'XK', names: null, isOffered: null } },
    ]);
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
});
