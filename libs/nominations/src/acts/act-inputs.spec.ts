import { describe, expect, it } from '@jest/globals';
import { decideNomination } from './decide-nomination.act.js';
import { updateNomination } from './update-nomination.act.js';

describe('a change', () => {
  it('leaves what it does not name and clears what it names as null', () => {
    const parsed = updateNomination.input.parse({ version: 1, rank: null, person: { email: null } });
    expect(parsed).toEqual({ version: 1, rank: null, person: { email: null } });
  });

  it('names the version that was seen', () => {
    expect(updateNomination.input.safeParse({ rank: 1 }).success).toBe(false);
  });
});

describe('a decision', () => {
  it('overrides no quota unless it says so', () => {
    expect(decideNomination.input.parse({ version: 2, outcome: 'APPROVE' })).toMatchObject({
      isQuotaOverridden: false,
    });
  });

  it('is for an outcome and a reason that there are', () => {
    expect(decideNomination.input.safeParse({ version: 2, outcome: 'MAYBE' }).success).toBe(false);
    expect(
      decideNomination.input.safeParse({ version: 2, outcome: 'REJECT', reasonCode: 'WHIM' }).success,
    ).toBe(false);
  });
});
