import { describe, expect, it } from '@jest/globals';
import { type Actor, MAX_PAGE, newId } from '#libs/kernel';
import { NO_KEYS, pageStatement, type Question } from './list-statements.js';
import { NOMINATION_ORDERS } from './nomination-orders.js';
import { ALL_PARTS } from './nomination-view.js';

const STATES = ['DRAFT', 'SUBMITTED', 'UNDER_REVIEW', 'APPROVED', 'DECIDED'] as const;
const actor: Actor = {
  kind: 'user',
  userId: newId(),
  via: 'session',
  credentialId: newId(),
  grants: [],
  canWrite: true,
};

const viewers: readonly {
  readonly who: string;
  readonly isHostView: boolean;
  readonly ownBodies: string[] | null;
}[] = [
  { who: 'the host', isHostView: true, ownBodies: null },
  { who: 'one body', isHostView: false, ownBodies: [newId()] },
  { who: 'several bodies', isHostView: false, ownBodies: [newId(), newId()] },
];

describe('the statements of a list', () => {
  it.each(viewers)('have a bounded number of texts for $who', (viewer) => {
    const texts = new Set<string>();
    for (const question of questions(viewer)) {
      for (let first = 1; first <= MAX_PAGE; first += 9) texts.add(pageStatement(question, first + 1).text);
    }
    expect(texts.size).toBeGreaterThan(100);
    expect(texts.size).toBeLessThan(700);
  });

  it.each(viewers)('hold no value of $who', (viewer) => {
    const values = [actor.userId, ...(viewer.ownBodies ?? [])];
    for (const question of questions(viewer)) {
      const { text } = pageStatement(question, 51);
      for (const value of [...values, question.conferenceId, 'unique needle'])
        expect(text).not.toContain(value);
    }
  });
});

function* questions(viewer: (typeof viewers)[number]): Generator<Question> {
  const every = [...ALL_PARTS];
  for (const field of NOMINATION_ORDERS)
    for (const isDescending of [false, true])
      for (const after of [null, [null, newId()]])
        for (const states of subsets(STATES))
          for (const parts of subsets(every))
            for (const patterns of [null, ['%unique needle%'], ['%unique needle%', '%another%']])
              yield {
                actor,
                conferenceId: newId(),
                isHostView: viewer.isHostView,
                ownBodies: viewer.ownBodies,
                filters: {
                  states: states.length === 0 ? null : states,
                  bodyIds: null,
                  constituencyIds: null,
                  capacities: null,
                  updated: null,
                  isReady: null,
                  ...NO_KEYS,
                },
                patterns,
                field,
                isDescending,
                begin: after,
                parts: new Set(parts),
              };
}

const subsets = <T>(all: readonly T[]): T[][] =>
  all.reduce<T[][]>((some, one) => [...some, ...some.map((set) => [...set, one])], [[]]);
