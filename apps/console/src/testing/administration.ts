import { screen, within } from '@testing-library/react';
import { FakeApi } from './fake-api';
import { BUSINESS, currentConference, HOST, ICC, page, session } from './samples';

export const balance = {
  id: 'balance',
  allotted: 41,
  overridden: 1,
  held: 5,
  consumed: 7,
  available: 29,
  body: { id: ICC.id },
  constituency: { id: BUSINESS.id },
};

export const approver = {
  id: 'grant-1',
  role: 'HOST_APPROVER',
  canRevoke: true,
  grantedAt: '2011-05-03T09:00:00Z',
  canRemind: false,
  state: 'HELD',
  user: { id: 'winifred' },
  name: 'Winifred Example',
  email: 'winifred@people.example',
  body: HOST,
};

/** The API of an administrator, whose conference has one partner with places. */
export function administrationApi(answers: Record<string, object> = {}) {
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

export const section = async (name: string) => within(await screen.findByRole('region', { name }));

/** What a mutation answers to whoever has not seen the newest. */
export const refusedAsOld = (mutation: string, result: string) => ({
  [mutation]: { [result]: null, errors: [{ code: 'VERSION_CONFLICT', message: '', path: ['input'] }] },
});

/** An entry of the trail, by Nigel Notional at 09:41 in London. */
export const savedByNigel = (action: string, values: Readonly<Record<string, string>> = {}) => ({
  id: `${action} by Nigel`,
  sequence: null,
  occurredAt: '2011-05-02T08:41:00Z',
  actor: 'Nigel Notional',
  onBehalfOf: null,
  action,
  subjectType: 'conference',
  subjectId: 'conference',
  values: Object.entries(values).map(([name, text]) => ({ name, text, number: null, items: null })),
  summary: '',
  remark: null,
  hash: null,
  nomination: null,
  body: null,
});

export const trail = (...entries: object[]) => ({ auditEvents: page(entries) });
