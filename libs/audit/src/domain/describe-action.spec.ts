import { describe, expect, it } from '@jest/globals';
import { describeAction, TOLD_ACTIONS, valuesOfAction } from './describe-action.js';

describe('an entry of the trail in plain English', () => {
  it.each([
    ['nomination.created', { reference: 'ICC-7K3-Q9FA' }, 'Drafted the nomination ICC-7K3-Q9FA'],
    [
      'nomination.updated',
      { fields: ['rank', 'justification'] },
      'Changed the nomination (rank, justification)',
    ],
    [
      'nomination.email-corrected',
      { isInvitedAgain: true },
      'Corrected the e-mail address; the person is invited again',
    ],
    ['nomination.email-corrected', { isInvitedAgain: false }, 'Corrected the e-mail address'],
    ['nomination.recommended', { recommendation: 'REJECT' }, 'Recommended refusal'],
    [
      'nomination.recommended',
      { recommendation: 'APPROVE', insteadOf: 'REJECT' },
      'Recommended approval instead of refusal',
    ],
    [
      'nomination.signed-off',
      { outcome: 'APPROVE', agreeing: 1, needed: 2 },
      'Signed off approval; 1 of 2 who have to agree',
    ],
    [
      'nomination.signed-off',
      { outcome: 'RESERVE' },
      'Signed off a place on the reserve list; more signatures are needed',
    ],
    [
      'nomination.decided',
      { outcome: 'APPROVE', isQuotaOverridden: true },
      'Signed off approval beyond the quota',
    ],
    ['batch.released', { number: 3, size: 12 }, 'Released batch 3 with 12 decisions'],
    ['watch-list.loaded', { count: 40 }, 'Loaded a watch list of 40 names'],
    ['quota.allotted', { allotted: 40, difference: 5 }, 'Allotted 40 places (+5)'],
    ['quota.allotted', { allotted: 35, difference: -5 }, 'Allotted 35 places (-5)'],
    ['access.role-granted', { role: 'AUDITOR' }, 'Gave somebody the role AUDITOR'],
    [
      'list.exported',
      { list: 'nominations', format: 'XLSX', filters: ['search'] },
      'Exported the list nominations as XLSX',
    ],
    ['list.export-ended', { rows: 40, isWhole: true }, 'The export ended after 40 rows'],
    ['list.export-ended', { rows: 12, isWhole: false }, 'The export broke off after 12 rows'],
  ])('tells %s with %j', (action, details, sentence) => {
    expect(describeAction(action, details)).toBe(sentence);
  });

  it('quotes what the person wrote, and says nothing of what was erased', () => {
    expect(describeAction('nomination.returned', {}, 'Which office?')).toBe(
      'Returned the nomination with a question: “Which office?”',
    );
    expect(describeAction('nomination.returned', {}, null)).toBe('Returned the nomination with a question');
    expect(describeAction('nomination.withdrawn', {}, '')).toBe('Withdrew the nomination');
  });

  it('tells an action that has no sentence yet by its name', () => {
    expect(describeAction('quota.moved-over', {})).toBe('Quota moved over');
  });

  it('is never told by the hash of a remark, an id or a value of another sort', () => {
    for (const action of TOLD_ACTIONS)
      expect(
        describeAction(action, { remarkHash: 'abc123', invitation: 'abc123', reference: { abc123: 1 } }),
      ).not.toContain('abc123');
  });
});

describe('the values that go with an action', () => {
  it('are those that may be told, by name, and a missing one is an empty text', () => {
    expect(
      valuesOfAction('nomination.signed-off', { outcome: 'APPROVE', reasonCode: 'SECURITY', needed: 2 }),
    ).toEqual({
      outcome: 'APPROVE',
      insteadOf: '',
      agreeing: '',
      needed: 2,
    });
  });

  it('are all that its sentence says, so that it can be told in another language', () => {
    const untold = TOLD_ACTIONS.flatMap((action) => {
      const said = new Set<string>();
      const details = new Proxy({}, { get: (_details, name) => void said.add(String(name)) });
      describeAction(action, details);
      const told = Object.keys(valuesOfAction(action, {}));
      return [...said].filter((name) => !told.includes(name)).map((name) => `${action}: ${name}`);
    });
    expect(untold).toEqual([]);
  });

  it('are none for an action that has none', () => {
    expect(valuesOfAction('nomination.withdrawn', { remarkHash: 'abc123' })).toEqual({});
    expect(valuesOfAction('unheard-of', { count: 1 })).toEqual({});
  });
});
