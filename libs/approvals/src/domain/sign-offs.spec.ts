import { describe, expect, it } from '@jest/globals';
import { Refusal } from '#libs/kernel';
import { agreeing, type NewSignOff, peopleIn, type StandingSignOff, signOffReplacedBy } from './sign-offs.js';

const said = (
  byId: string,
  outcome: NewSignOff['outcome'],
  more: Partial<StandingSignOff> = {},
): StandingSignOff => ({
  stepId: `step of ${byId}`,
  kind: 'SIGN_OFF',
  outcome,
  byId,
  onBehalfOfId: null,
  isQuotaOverridden: false,
  isReasonShared: true,
  ...more,
});

const codeOf = (act: () => unknown): string => {
  try {
    act();
  } catch (error) {
    if (error instanceof Refusal) return (error as Refusal).code;
    throw error;
  }
  return 'no refusal';
};

describe('sign-offs', () => {
  it('count together where they want the same outcome', () => {
    const signOffs = [said('ada', 'APPROVE'), said('bo', 'REJECT'), said('cy', 'APPROVE')];
    expect(agreeing(signOffs, said('dee', 'APPROVE')).map(({ byId }) => byId)).toEqual(['ada', 'cy']);
    expect(agreeing(signOffs, said('dee', 'RESERVE'))).toEqual([]);
  });

  it('count apart where one gives a place beyond the quota and the other does not', () => {
    const beyond = said('ada', 'APPROVE', { isQuotaOverridden: true });
    expect(agreeing([beyond], said('bo', 'APPROVE'))).toEqual([]);
    expect(agreeing([beyond], said('bo', 'APPROVE', { isQuotaOverridden: true }))).toEqual([beyond]);
  });

  it('name everybody who has a part in them', () => {
    expect(peopleIn([said('ada', 'APPROVE', { onBehalfOfId: 'bo' }), said('cy', 'REJECT')])).toEqual([
      'ada',
      'bo',
      'cy',
    ]);
  });
});

describe('a new sign-off', () => {
  const ada = said('ada', 'APPROVE');
  const adaForBo = said('ada', 'APPROVE', { onBehalfOfId: 'bo' });

  it.each<[string, StandingSignOff, StandingSignOff[], StandingSignOff | undefined]>([
    ['of somebody new is one more', said('bo', 'APPROVE'), [ada], undefined],
    ['of somebody new for somebody new', said('bo', 'REJECT', { onBehalfOfId: 'cy' }), [ada], undefined],
    ['of another outcome takes the place of the own', said('ada', 'REJECT'), [ada], ada],
    ['changes what was said for a colleague', { ...adaForBo, outcome: 'RESERVE' }, [adaForBo], adaForBo],
    ['changes what a colleague said for them', said('bo', 'REJECT'), [adaForBo], adaForBo],
    [
      'may differ in the override alone',
      said('ada', 'APPROVE', { isQuotaOverridden: true }),
      [ada, said('bo', 'REJECT')],
      ada,
    ],
  ])('%s', (_words, signOff, standing, replaced) => {
    expect(signOffReplacedBy(signOff, standing)).toBe(replaced);
  });

  it.each<[string, StandingSignOff, StandingSignOff[]]>([
    ['the same once more', said('ada', 'APPROVE'), [ada]],
    ['the same, of whom a colleague has signed for', said('bo', 'APPROVE'), [adaForBo]],
    ['the own, after one for a colleague', said('ada', 'APPROVE'), [adaForBo]],
    ['for a colleague, after the own', { ...adaForBo, outcome: 'REJECT' }, [ada]],
    ['of a third for the same colleague', said('cy', 'REJECT', { onBehalfOfId: 'bo' }), [adaForBo]],
    ['for whoever has signed for another', said('cy', 'APPROVE', { onBehalfOfId: 'ada' }), [adaForBo]],
    ['that joins two who count', said('ada', 'REJECT', { onBehalfOfId: 'cy' }), [ada, said('cy', 'REJECT')]],
  ])('is refused: %s', (_words, signOff, standing) => {
    expect(codeOf(() => signOffReplacedBy(signOff, standing))).toBe('ACTION_UNAVAILABLE');
  });
});
