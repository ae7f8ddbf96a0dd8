import { describe, expect, it } from '@jest/globals';
import { mapOpinions, type OpinionMap } from './opinion-map.js';
import { type Moderation, type OpinionOptions } from './options.js';
import { OpinionMapRefusal, type VoteColumns } from './votes.js';

/** Rows are people, columns statements: `+`, `-`, `0` for pass, `.` for not voted. */
function sheet(...rows: string[]): VoteColumns {
  const votes = { statement: [] as number[], participant: [] as number[], value: [] as number[] };
  rows.forEach((row, participant) =>
    [...row].forEach((cell, statement) => {
      if (cell === '.') return;
      votes.statement.push(statement);
      votes.participant.push(participant);
      votes.value.push(cell === '+' ? 1 : cell === '-' ? -1 : 0);
    }),
  );
  return votes;
}

const NO_GROUPS = { level: 'none', reason: 'no-grouping', silhouette: 0 };

function expectNoGroups(map: OpinionMap): void {
  expect(map.groups).toEqual([]);
  expect(map.clarity).toEqual(NO_GROUPS);
  expect([...map.people.group].every((group) => group === -1)).toBe(true);
}

describe('edge cases', () => {
  it('no voter: an empty map', () => {
    const map = mapOpinions(sheet());
    expectNoGroups(map);
    expect([map.people.ids.length, map.statements.ids.length, map.tries.length]).toEqual([0, 0, 0]);
    expect(map.majority).toEqual({ agree: [], disagree: [] });
  });

  it('one voter: at the middle, without a group', () => {
    const map = mapOpinions(sheet('+-0+-+-+'));
    expectNoGroups(map);
    expect([map.people.x[0], map.people.y[0]]).toEqual([0, 0]);
    expect([...map.statements.centre]).toEqual([1, -1, 0, 1, -1, 1, -1, 1]);
  });

  it('one statement: one component, the second is zeros', () => {
    const map = mapOpinions(sheet('+', '+', '+', '-', '-'));
    expect([...map.components.vectors[0]]).toEqual([1]);
    expect([...map.components.vectors[1]]).toEqual([0]);
    expect(map.groups.map((group) => group.size)).toEqual([3, 2]);
    expect([...map.people.y]).toEqual([0, 0, 0, 0, 0]);
  });

  it('identical votes: one base cluster, no groups', () => {
    const map = mapOpinions(sheet(...new Array<string>(20).fill('++-0+-+-')));
    expectNoGroups(map);
    expect(map.baseClusters.map((base) => base.members.length)).toEqual([20]);
    expect(map.components.eigenvalues).toEqual([0, 0]);
    // Without groups everybody counts as the one group.
    expect(map.statements.consensus[0]).toBeCloseTo(21 / 22);
  });

  it('statements without votes: no columns, and nothing else changes', () => {
    const votes = sheet('+.-+', '-.+0', '+.+-');
    expect([...mapOpinions(votes).statements.ids]).toEqual([0, 2, 3]);
  });

  it('votes on rejected statements only: everybody at the middle, tallies kept', () => {
    const statements = [0, 1].map((id) => ({ id, moderation: -1 as const }));
    const map = mapOpinions(sheet('+-', '-+', '++'), { statements });
    expectNoGroups(map);
    expect([...map.people.x]).toEqual([0, 0, 0]);
    expect([...map.statements.everybody.agree]).toEqual([2, 2]);
    expect(map.majority).toEqual({ agree: [], disagree: [] });
  });

  it('one person on rejected statements only: at the middle, counted by the threshold', () => {
    const statements = [0, 1].map((id) => ({ id, moderation: -1 as const }));
    const rows = [
      '+-......',
      ...new Array<string>(8).fill('..++--+-'),
      ...new Array<string>(8).fill('..--++-+'),
    ];
    const map = mapOpinions(sheet(...rows), { statements }, { minimumClustered: 0, minimumVotes: 2 });
    const row = map.people.ids.indexOf(0);
    expect([map.people.x[row], map.people.y[row]]).toEqual([0, 0]);
    expect(map.people.group[row]).toBeGreaterThanOrEqual(0);
  });

  it('more columns than rows: as many components as there are', () => {
    const map = mapOpinions(sheet('++--++--++--++--', '+-+-+-+-+-+-+-+-', '----++++----++++'));
    const [first, second] = map.components.vectors;
    const dot = first.reduce((sum, loading, c) => sum + loading * second[c]!, 0);
    expect(Math.abs(dot)).toBeLessThan(1e-12);
    expect(map.components.eigenvalues[1]).toBeGreaterThan(1);
  });

  it('two people who differ: two points and no group large enough', () => {
    const map = mapOpinions(sheet('++++++++', '--------'));
    expectNoGroups(map);
    expect(map.tries).toEqual([{ k: 2, silhouette: 0, smallest: 1, isAdmissible: false }]);
  });

  it('all passes: no groups', () => {
    expectNoGroups(mapOpinions(sheet(...new Array<string>(20).fill('00000000'))));
  });

  it('only banned voters: an empty map, and their votes are counted as left out', () => {
    const map = mapOpinions(sheet('++', '--'), { banned: [0, 1] });
    expectNoGroups(map);
    expect(map.counts).toMatchObject({ given: 4, banned: 4, cells: 0 });
  });

  it('two equal camps: a component at right angles to plain ones, and no second one', () => {
    const map = mapOpinions(
      sheet(...new Array<string>(10).fill('++++----'), ...new Array<string>(10).fill('----++++')),
    );
    expect(map.groups.map((group) => group.size)).toEqual([10, 10]);
    expect(map.components.vectors[0].map(Math.abs).every((v) => Math.abs(v - Math.sqrt(1 / 8)) < 1e-9)).toBe(
      true,
    );
    expect([...map.components.vectors[1]]).toEqual([0, 0, 0, 0, 0, 0, 0, 0]);
    expect(map.clarity.level).toBe('clear');
  });
});

describe('who is put into groups', () => {
  const rows = [...new Array<string>(16).fill('+++++++++'), '++++++...', '+++++++..'];

  it('needs seven votes, if fifteen have them', () => {
    const map = mapOpinions(sheet(...rows));
    expect([...map.baseClusters.flatMap((base) => [...base.members])].length).toBe(17);
  });

  it('needs as many as there are statements, if these are fewer', () => {
    const map = mapOpinions(sheet(...new Array<string>(16).fill('+++'), '++.'));
    expect(map.baseClusters.flatMap((base) => [...base.members]).length).toBe(16);
  });

  it('keeps those who were in before', () => {
    const map = mapOpinions(sheet(...rows), {}, { alreadyClustered: [16] });
    expect(map.baseClusters.flatMap((base) => [...base.members]).length).toBe(18);
  });

  it('fills up to fifteen with those who voted most', () => {
    const few = [
      ...new Array<string>(10).fill('+++++++++'),
      ...new Array<string>(4).fill('+........'),
      '+++++....',
      '++.......',
      '+++......',
    ];
    const map = mapOpinions(sheet(...few));
    const ids = map.baseClusters.flatMap((base) => [...base.members].map((row) => map.people.ids[row]!));
    expect(ids.sort((a, b) => a - b)).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 14, 15, 16]);
  });
});

describe('a number of groups', () => {
  const rows = [
    ...new Array<string>(12).fill('++++----'),
    ...new Array<string>(12).fill('----++++'),
    ...new Array<string>(3).fill('+-+-+-+-'),
  ];

  it('that leaves a group too small is tried, reported and not chosen', () => {
    const free = mapOpinions(sheet(...rows), {}, { minimumVotes: 1 });
    expect(free.groups.map((group) => group.size).sort()).toEqual([12, 15]);
    const strict = mapOpinions(sheet(...rows), {}, { minimumGroupSize: 13 });
    expectNoGroups(strict);
    expect(strict.tries.map((attempt) => attempt.isAdmissible)).toEqual(strict.tries.map(() => false));
  });

  it('that is new must be best four times running where there is a memory', () => {
    let kMemory = { lastK: 4, count: 2, smoothedK: 4 };
    const best = mapOpinions(sheet(...rows)).kMemory!.lastK;
    const seen: number[] = [];
    for (let update = 0; update < 2; update++) {
      const options: OpinionOptions = { kMemory };
      kMemory = { ...mapOpinions(sheet(...rows), {}, options).kMemory! };
      seen.push(kMemory.count);
      // A k of 4 cannot be had here, so the best one is taken at once.
      expect(kMemory.smoothedK).toBe(best);
    }
    expect(seen).toEqual([1, 2]);
  });
});

describe('refuses', () => {
  const refusal = (votes: VoteColumns, moderation?: Moderation, options?: OpinionOptions) => {
    try {
      mapOpinions(votes, moderation, options);
    } catch (error) {
      if (error instanceof OpinionMapRefusal) return error.code;
      throw error;
    }
    return 'nothing';
  };

  it.each([
    ['UNEVEN_COLUMNS', { statement: [1, 2], participant: [1], value: [1] }],
    ['BAD_ID', { statement: [-1], participant: [1], value: [1] }],
    ['BAD_ID', { statement: [1], participant: [1.5], value: [1] }],
    ['BAD_ID', { statement: [1], participant: [2 ** 31], value: [1] }],
    ['BAD_VALUE', { statement: [1], participant: [1], value: [2] }],
    ['BAD_VALUE', { statement: [1], participant: [1], value: [Number.NaN] }],
    ['BAD_TIME', { statement: [1], participant: [1], value: [1], time: [Number.NaN] }],
    ['UNEVEN_COLUMNS', { statement: [1], participant: [1], value: [1], time: [] }],
  ])('votes with %s', (code, votes) => {
    expect(refusal(votes)).toBe(code);
  });

  it.each([
    { minimumGroupSize: 1 },
    { minimumGroupSize: 2.5 },
    { maximumGroups: 1 },
    { tolerance: 0 },
    { baseClusters: Number.NaN },
    { noiseCopies: -1 },
  ])('the options %j', (options) => {
    expect(refusal(sheet('+'), {}, options)).toBe('BAD_OPTION');
  });
});

describe('caps', () => {
  it('leave out who and what comes last in canonical order, and say so', () => {
    const map = mapOpinions(
      sheet('++++', '+-+-', '-+-+'),
      {},
      { maximumParticipants: 2, maximumStatements: 3 },
    );
    expect([...map.people.ids]).toEqual([0, 1]);
    expect([...map.statements.ids]).toEqual([0, 1, 2]);
    expect(map.counts).toMatchObject({ given: 12, cells: 6, beyondCaps: 6 });
  });
});

describe('of votes of one person on one statement', () => {
  it('the latest stays; of the same moment the greater, and that is told', () => {
    const map = mapOpinions({
      statement: [0, 0, 0, 1, 1],
      participant: [0, 0, 0, 0, 0],
      value: [-1, 1, 0, -1, 0],
      time: [5, 9, 7, 3, 3],
    });
    expect(map.votesOf(0)).toEqual([
      { column: 0, vote: 1 },
      { column: 1, vote: 0 },
    ]);
    expect(map.counts).toMatchObject({ given: 5, cells: 2, replaced: 3, simultaneous: 1 });
  });

  it.each<[string, [value: number, time: number][], number]>([
    [
      'contradiction that a later vote settles',
      [
        [-1, 5],
        [1, 5],
        [0, 9],
      ],
      0,
    ],
    [
      'contradiction of three',
      [
        [-1, 5],
        [0, 5],
        [1, 5],
      ],
      1,
    ],
    [
      'contradiction after a vote said twice',
      [
        [-1, 5],
        [-1, 5],
        [1, 5],
      ],
      1,
    ],
    [
      'contradiction of the latest moment only',
      [
        [1, 9],
        [-1, 9],
        [0, 5],
        [1, 5],
      ],
      1,
    ],
    [
      'vote said twice',
      [
        [1, 5],
        [1, 5],
      ],
      0,
    ],
  ])('a %s counts the same in every order', (_, cast, expected) => {
    for (const order of permutations(cast)) {
      const map = mapOpinions({
        statement: order.map(() => 0),
        participant: order.map(() => 0),
        value: order.map(([value]) => value),
        time: order.map(([, time]) => time),
      });
      expect(map.counts.simultaneous).toBe(expected);
    }
  });
});

function permutations<T>(list: readonly T[]): T[][] {
  if (list.length < 2) return [[...list]];
  return list.flatMap((first, i) =>
    permutations([...list.slice(0, i), ...list.slice(i + 1)]).map((rest) => [first, ...rest]),
  );
}
