import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { majorityStatements } from './majority.js';
import { mapOpinions } from './opinion-map.js';
import {
  ratioTest,
  leastVotersOf,
  representativeStatements,
  shareTest,
  type RepresentativeStatement,
} from './representative.js';
import { type Tally } from './tallies.js';
import { readCells } from './testing/naive-map.js';
import { naiveStatements } from './testing/naive-statements.js';

/** Agrees, disagrees and votes per statement, in that order. */
type Counts = readonly [agrees: number, disagrees: number, votes: number];

const tally = (...counts: Counts[]): Tally => ({
  agree: Int32Array.from(counts, ([agrees]) => agrees),
  disagree: Int32Array.from(counts, ([, disagrees]) => disagrees),
  votes: Int32Array.from(counts, ([, , votes]) => votes),
});

/** The list of the first of two groups, as `agree 3` for column 3; with a star for the best agreed. */
function listOf(inside: Counts[], outside: Counts[], excluded: number[] = []): string[] {
  const flags = Uint8Array.from(inside, (_, column) => (excluded.includes(column) ? 1 : 0));
  const [first] = representativeStatements([tally(...inside), tally(...outside)], flags);
  return first!.map((s) => `${s.side} ${s.column}${s.isBestAgree ? '*' : ''}`);
}

const NOTHING: Counts = [0, 0, 0];
/** Ten of ten agree here, one of ten elsewhere; and the same the other way round. */
const OURS: readonly [Counts, Counts] = [
  [10, 0, 10],
  [1, 9, 10],
];
const THEIRS: readonly [Counts, Counts] = [
  [0, 10, 10],
  [9, 1, 10],
];
/** Half of them here and elsewhere: says nothing of either group. */
const SHRUG: readonly [Counts, Counts] = [
  [5, 5, 10],
  [5, 5, 10],
];

const lists = (...pairs: (readonly [Counts, Counts])[]) =>
  listOf(
    pairs.map(([inside]) => inside),
    pairs.map(([, outside]) => outside),
  );

describe('the tests of section 8', () => {
  it('are those of the formulas, worked by hand', () => {
    // 2 * sqrt(9) * (7/9 - 1/2)
    expect(shareTest(6, 8)).toBeCloseTo(6 * (7 / 9 - 0.5), 12);
    // s = 7 and 3 of n = 9 and 12: h = 10/21
    const spread = Math.sqrt((10 / 21) * (11 / 21) * (1 / 9 + 1 / 12));
    expect(ratioTest(6, 2, 8, 11)).toBeCloseTo((7 / 9 - 3 / 12) / spread, 12);
  });

  it('find no difference where everybody in and out of the group took the side', () => {
    expect(ratioTest(5, 7, 5, 7)).toBe(0);
    expect(ratioTest(0, 0, 0, 0)).toBe(0);
  });
});

describe('the representative statements of a group', () => {
  it('carry the figures of the side that the group takes more than others', () => {
    const [[agreed], [denied]] = representativeStatements(
      [tally([6, 1, 8]), tally([2, 9, 11])],
      Uint8Array.of(0),
    ) as [never[], never[]];
    expect(agreed).toEqual({
      column: 0,
      side: 'agree',
      successes: 6,
      trials: 8,
      agrees: 6,
      share: 7 / 10,
      shareTest: shareTest(6, 8),
      ratio: 7 / 10 / (3 / 13),
      ratioTest: ratioTest(6, 2, 8, 11),
      isBestAgree: true,
    });
    expect(denied).toMatchObject({
      side: 'disagree',
      successes: 9,
      trials: 11,
      agrees: 2,
      share: 10 / 13,
      ratio: 10 / 13 / (2 / 10),
      isBestAgree: false,
    });
  });

  it('are agreed before disagreed ones, the best agreed first', () => {
    expect(lists(THEIRS, OURS, SHRUG)).toEqual(['agree 1*', 'disagree 0']);
  });

  it('need both tests at 90 %, one-sided', () => {
    // Five of six: z 1.89 against one half. Of others 12 in 20: z 1.06. Then 9 in 20: z 1.66.
    expect(shareTest(5, 6)).toBeGreaterThan(1.2816);
    const steady: readonly [Counts, Counts] = OURS;
    expect(
      lists(steady, [
        [5, 1, 6],
        [12, 8, 20],
      ]),
    ).toEqual(['agree 0*']);
    expect(
      lists(steady, [
        [5, 1, 6],
        [9, 11, 20],
      ]),
    ).toEqual(['agree 0*', 'agree 1']);
    // Likelier than outside, and yet no clear majority inside: 6 of 10 against 1 of 20.
    expect(
      lists(steady, [
        [6, 4, 10],
        [1, 19, 20],
      ]),
    ).toEqual(['agree 0*']);
  });

  it('are at most five, the best by ratio, z, share and its z together', () => {
    // One by one fewer of the others agree, so each is stronger than the one before.
    const stronger = [6, 5, 4, 3, 2, 1, 0].map((agrees): [Counts, Counts] => [
      [10, 0, 10],
      [agrees, 10 - agrees, 10],
    ]);
    expect(lists(...stronger)).toEqual(['agree 6*', 'agree 5', 'agree 4', 'agree 3', 'agree 2']);
  });

  it('list the best agreed even where others are stronger', () => {
    const weak: [Counts, Counts] = [
      [7, 3, 10],
      [6, 4, 10],
    ];
    expect(lists(...new Array<typeof THEIRS>(6).fill(THEIRS), weak)).toEqual([
      'agree 6*',
      'disagree 0',
      'disagree 1',
      'disagree 2',
      'disagree 3',
    ]);
  });

  it('never list an excluded statement, however well it would do', () => {
    expect(
      listOf(
        [
          [10, 0, 10],
          [8, 2, 10],
        ],
        [
          [0, 10, 10],
          [3, 7, 10],
        ],
      ),
    ).toEqual(['agree 0*', 'agree 1']);
    expect(
      listOf(
        [
          [10, 0, 10],
          [8, 2, 10],
        ],
        [
          [0, 10, 10],
          [3, 7, 10],
        ],
        [0],
      ),
    ).toEqual(['agree 1*']);
    expect(listOf([[10, 0, 10]], [[0, 10, 10]], [0])).toEqual([]);
  });

  it('count people without a group as neither inside nor outside', () => {
    const votes = { statement: [] as number[], participant: [] as number[], value: [] as number[] };
    const cast = (participant: number, values: readonly number[]) =>
      values.forEach((value, statement) => {
        votes.participant.push(participant);
        votes.statement.push(statement);
        votes.value.push(value);
      });
    for (let i = 0; i < 20; i++) cast(i, new Array<number>(8).fill(i < 10 ? 1 : -1));
    for (let i = 20; i < 60; i++) cast(i, [1]);
    const map = mapOpinions(votes);
    expect(map.groups.map(({ size }) => size)).toEqual([10, 10]);
    const of = map.groups.find(({ tally: { agree } }) => agree[0] === 10)!.representative;
    expect(of.find(({ column }) => column === 0)!.ratio).toBeCloseTo(11 / 12 / (1 / 12), 12);
  });
});

describe('a statement that stands for a group', () => {
  it('has been voted on by five of it, and by one in ten', () => {
    expect([5, 26, 50, 51, 100].map(leastVotersOf)).toEqual([5, 5, 5, 6, 10]);
    const inside = tally([4, 0, 4], [5, 0, 5]);
    const outside = tally([0, 90, 90], [1, 8, 9]);
    const [five] = representativeStatements([inside, outside], Uint8Array.of(0, 0), [5, 5]);
    expect(five!.map(({ column }) => column)).toEqual([1]);
  });
});

describe('the side of a statement', () => {
  it('is never one that nobody in the group took', () => {
    // All three here agree, and half outside. That none of three disagrees is, by the figures, likelier still
    // than none of a hundred.
    expect(ratioTest(0, 0, 3, 100)).toBeGreaterThan(ratioTest(3, 50, 3, 100));
    const [[only]] = representativeStatements([tally([3, 0, 3]), tally([50, 0, 100])], Uint8Array.of(0)) as [
      RepresentativeStatement[],
    ];
    expect(only).toMatchObject({ side: 'agree', successes: 3, trials: 3 });
  });
});

describe('the best agreed statement', () => {
  it('is listed as agreed, though the disagreement of the group stands out more: 59 of 100 agree, 10 do not', () => {
    const ours: [Counts, Counts] = [
      [59, 10, 100],
      [80, 0, 100],
    ];
    const [[only]] = representativeStatements([tally(ours[0]), tally(ours[1])], Uint8Array.of(0)) as [
      RepresentativeStatement[],
    ];
    expect(only).toMatchObject({ side: 'agree', isBestAgree: true, successes: 59, trials: 100 });
  });

  it('is accepted below 90 % if it is likelier than outside and more than half agree', () => {
    // Two of three: z 1.0, share 3/5, outside 1 of 3.
    expect(
      lists([
        [2, 1, 3],
        [1, 2, 3],
      ]),
    ).toEqual(['agree 0*']);
  });

  it('is replaced by agreement times z as long as it is not likelier than outside', () => {
    // 0: 8 of 10 against 10 of 10, ratio under 1. 1: 9 of 10 against 10 of 10, ratio under 1 too, but more agreed.
    const common: [Counts, Counts] = [
      [8, 2, 10],
      [10, 0, 10],
    ];
    const commoner: [Counts, Counts] = [
      [9, 1, 10],
      [10, 0, 10],
    ];
    expect(lists(common, commoner, SHRUG)).toEqual(['agree 1*']);
    expect(lists(commoner, common, SHRUG)).toEqual(['agree 0*']);
    // Likelier than outside, but less agreed: it does not replace.
    const telling: [Counts, Counts] = [
      [7, 3, 10],
      [1, 9, 10],
    ];
    expect(lists(common, telling)).toEqual(['agree 0*', 'agree 1']);
  });

  it('is replaced by all four figures together once it is likelier than outside', () => {
    const telling: [Counts, Counts] = [
      [8, 2, 10],
      [1, 9, 10],
    ];
    const plain: [Counts, Counts] = [
      [10, 0, 10],
      [9, 1, 10],
    ];
    expect(lists(telling, plain)).toEqual(['agree 0*']);
    expect(lists(plain, telling)).toEqual(['agree 1*']);
  });

  it('is none that nobody in the group took a side on', () => {
    // With no votes inside and none of ten agreeing outside, the four figures together are 7: more than column 0 has.
    const mild: [Counts, Counts] = [
      [5, 2, 7],
      [4, 4, 8],
    ];
    expect(lists(mild, [NOTHING, [0, 10, 10]])).toEqual(['agree 0*']);
  });
});

describe('where nothing is significant and nothing agreed', () => {
  it('the statement that differs most is listed, on the side it differs on', () => {
    const little: [Counts, Counts] = [
      [4, 6, 10],
      [5, 5, 10],
    ];
    const more: [Counts, Counts] = [
      [3, 6, 10],
      [6, 3, 10],
    ];
    expect(lists(SHRUG, little, more)).toEqual(['disagree 2']);
    expect(lists(more, little, SHRUG)).toEqual(['disagree 0']);
  });

  it('nothing is listed that nobody in the group took a side on', () => {
    // By the figures no vote here is far likelier than none of ten there.
    expect(ratioTest(0, 0, 0, 10)).toBeGreaterThan(1.2816);
    expect(lists([NOTHING, [0, 10, 10]])).toEqual([]);
    expect(
      lists([
        [0, 0, 6],
        [0, 10, 10],
      ]),
    ).toEqual([]);
    expect(
      lists(
        [NOTHING, [0, 10, 10]],
        [
          [1, 3, 6],
          [2, 3, 10],
        ],
      ),
    ).toEqual(['disagree 1']);
  });

  it('nothing is listed that is no likelier in the group than outside', () => {
    expect(
      lists([
        [1, 1, 12],
        [9, 8, 20],
      ]),
    ).toEqual([]);
  });

  it('equal differences on both sides count as disagreement', () => {
    expect(
      lists([
        [1, 1, 2],
        [1, 1, 6],
      ]),
    ).toEqual(['disagree 0']);
  });
});

describe('the majority statements', () => {
  const columns = (counts: Counts[], side: 'agree' | 'disagree', excluded: number[] = []) =>
    majorityStatements(
      tally(...counts),
      Uint8Array.from(counts, (_, c) => (excluded.includes(c) ? 1 : 0)),
      side,
    ).map(({ column }) => column);

  it('need more than half, significant at 90 %, and carry their figures', () => {
    // 6 of 10: z 0.9; 7 of 10: z 1.51.
    expect(
      columns(
        [
          [6, 4, 10],
          [7, 3, 10],
          [5, 5, 10],
        ],
        'agree',
      ),
    ).toEqual([1]);
    expect(majorityStatements(tally([7, 3, 10]), Uint8Array.of(0), 'agree')).toEqual([
      { column: 0, successes: 7, trials: 10, share: 8 / 12, shareTest: shareTest(7, 10) },
    ]);
    // One vote alone: share 2/3, z 1.41; no votes: a share of one half.
    expect(columns([[1, 0, 1], NOTHING], 'agree')).toEqual([0]);
  });

  it('are five at most for each side, by share times z, and none that is excluded', () => {
    const counts = [15, 16, 17, 18, 19, 20].map((agrees): Counts => [agrees, 20 - agrees, 20]);
    expect(columns(counts, 'agree')).toEqual([5, 4, 3, 2, 1]);
    expect(columns(counts, 'agree', [5])).toEqual([4, 3, 2, 1, 0]);
    const turned = counts.map(([agrees, disagrees, votes]): Counts => [disagrees, agrees, votes]);
    expect(columns(turned, 'agree')).toEqual([]);
    expect(columns(turned, 'disagree')).toEqual([5, 4, 3, 2, 1]);
    // Fewer voters, all agreed, come after many of whom nearly all agreed: 4/4 is 0.83 * 2.2, 19/20 is 0.91 * 4.1.
    expect(
      columns(
        [
          [4, 0, 4],
          [19, 1, 20],
        ],
        'agree',
      ),
    ).toEqual([1, 0]);
  });
});

describe('whatever the votes, and whoever is grouped', () => {
  const anyVotes = fc
    .tuple(fc.integer({ min: 4, max: 30 }), fc.integer({ min: 1, max: 12 }), fc.integer({ min: 5, max: 95 }))
    .chain(([people, statements, percentCast]) =>
      fc.array(
        fc.record({
          statement: fc.nat(statements - 1),
          participant: fc.nat(people - 1),
          value: fc.constantFrom(-1, 0, 1),
        }),
        { minLength: 4, maxLength: 4 + Math.ceil((people * statements * percentCast) / 60) },
      ),
    );
  const anyModeration = fc.array(
    fc.record({
      id: fc.nat(12),
      moderation: fc.constantFrom(-1 as const, 0 as const, 1 as const),
      isMeta: fc.boolean(),
    }),
    { maxLength: 3 },
  );

  it('lists and priorities are those that a walk over the people gives', () => {
    fc.assert(
      fc.property(anyVotes, anyModeration, fc.integer({ min: 1, max: 4 }), (list, statuses, minimumVotes) => {
        const votes = {
          statement: list.map(({ statement }) => statement),
          participant: list.map(({ participant }) => participant),
          value: list.map(({ value }) => value),
          time: list.map((_, i) => i),
        };
        const statements = [...new Map(statuses.map((s) => [s.id, s])).values()];
        const map = mapOpinions(votes, { statements }, { minimumVotes, minimumClustered: 4 });
        const { cells, participants, statements: ids } = readCells(votes);
        const status = new Map(statements.map((s) => [s.id, s]));
        const naive = naiveStatements({
          cells,
          isOut: ids.map((id) => status.get(id)?.moderation === -1 || status.get(id)?.isMeta === true),
          isMeta: ids.map((id) => status.get(id)?.isMeta === true),
          group: participants.map((id) => map.people.group[map.people.ids.indexOf(id)]!),
          clustered: map.baseClusters.flatMap(({ members }) => [...members]),
          extremity: [...map.statements.extremity],
        });
        expect(
          map.groups.map(({ representative }) =>
            representative.map(({ agrees: _, share, shareTest: z, ratio, ratioTest: zRatio, ...s }) => ({
              ...s,
              figures: [share, z, ratio, zRatio],
            })),
          ),
        ).toEqual(naive.representative);
        expect(map.majority.agree.map(({ column }) => column)).toEqual(naive.majority.agree);
        expect(map.majority.disagree.map(({ column }) => column)).toEqual(naive.majority.disagree);
        naive.priority.forEach((value, j) => expect(map.statements.priority[j]).toBeCloseTo(value, 9));
      }),
      { numRuns: 200 },
    );
  });
});
