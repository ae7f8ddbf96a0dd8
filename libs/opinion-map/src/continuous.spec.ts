import { describe, expect, it } from '@jest/globals';
import { type VoteMatrix } from './matrix.js';
import { mapOpinions } from './opinion-map.js';
import { continuousConsensus } from './continuous.js';
import { plantVotes } from './testing/planted.js';

const matrixOf = (votes: readonly (readonly (-1 | 0 | 1 | undefined)[])[]): VoteMatrix => {
  const cells = votes.map((row) =>
    row.flatMap((vote, column) => (vote === undefined ? [] : [3 * column + vote + 1])),
  );
  const rowStart = [0];
  for (const row of cells) rowStart.push(rowStart.at(-1)! + row.length);
  return {
    rows: votes.length,
    columns: votes[0]!.length,
    rowStart: Int32Array.from(rowStart),
    cells: Int32Array.from(cells.flat()),
  } as VoteMatrix;
};

describe('agreement from one end of the map to the other', () => {
  it('is the formula, worked person by person, with ties at one place', () => {
    const votes = [
      [1, 0],
      [1, 1],
      [0, undefined],
      [-1, 1],
    ] as const;
    const x = Float64Array.of(-1, 0.5, 0.5, 2);
    // Ranks 1, 2.5, 2.5 and 4 of 4, less one half.
    const along = [0.125, 0.5, 0.5, 0.875];
    const worked = [0, 1].map((j) => {
      let sum = 0;
      for (let place = 0.05; place < 1; place += 0.1) {
        let [agree, seen] = [0.5, 1];
        along.forEach((u, i) => {
          const weight = Math.exp((-((u - place) ** 2) / 2 / 0.15) * (1 / 0.15));
          if (votes[i]![j] !== undefined) seen += weight;
          if (votes[i]![j] === 1) agree += weight;
        });
        sum += Math.log(agree / seen);
      }
      return Math.exp(sum / 10);
    });
    const { score, votes: counted } = continuousConsensus(matrixOf(votes), Int32Array.of(0, 1, 2, 3), x);
    expect([...counted]).toEqual([4, 3]);
    worked.forEach((value, j) => expect(score[j]).toBeCloseTo(value, 12));
  });

  it('counts people on the map alone, and asks them alike from either end', () => {
    const votes = [[1], [1], [-1], [1]] as const;
    const rows = Int32Array.of(0, 1, 3);
    const x = Float64Array.of(1, 2, 0, 3);
    const seen = continuousConsensus(matrixOf(votes), rows, x);
    expect([...seen.votes]).toEqual([3]);
    const mirrored = continuousConsensus(
      matrixOf(votes),
      rows,
      x.map((value) => -value),
    );
    expect(mirrored.score[0]).toBeCloseTo(seen.score[0]!, 12);
    const without = continuousConsensus(matrixOf([[1], [1], [undefined], [1]]), rows, x);
    expect(without.score[0]).toBe(seen.score[0]);
  });

  it('is high for what both ends say, though one of them is small', () => {
    const { votes } = plantVotes({
      people: 60,
      statements: 8,
      votesPerPerson: 8,
      groups: 2,
      agreement: 0.95,
      seed: 3,
    });
    const both = {
      statement: Array.from(votes.statement),
      participant: Array.from(votes.participant),
      value: Array.from(votes.value),
    };
    const columns = [both.statement, both.participant, both.value] as const;
    const cast = (...vote: readonly [number, number, number]) =>
      columns.forEach((of, i) => of.push(vote[i]!));
    for (let person = 0; person < 60; person++) cast(100, person, 1);
    const map = mapOpinions(both, {}, { maximumGroups: 2, start: 'spread' });
    const column = map.statements.ids.indexOf(100);
    const others = [...map.statements.continuous.keys()].filter((of) => of !== column);
    expect(map.statements.continuous[column]).toBeGreaterThan(0.9);
    for (const other of others) expect(map.statements.continuous[other]).toBeLessThan(0.75);
  });
});
