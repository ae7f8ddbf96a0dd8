import { describe, expect, it } from '@jest/globals';
import { columnMeans, centredValues, excludedColumns } from './centring.js';
import { largestEigenvalue, leadingComponents, type Components } from './components.js';
import { buildMatrix } from './matrix.js';
import { settingsFrom } from './options.js';
import { plantVotes } from './testing/planted.js';
import { lastRowOfEigenvectors, topEigenvectors } from './tridiagonal.js';
import { type VoteColumns } from './votes.js';

function centred(votes: VoteColumns) {
  const matrix = buildMatrix(votes, votes.value.length, new Set(), settingsFrom({}));
  const excluded = excludedColumns(matrix, () => false);
  const values = centredValues(columnMeans(matrix, excluded), excluded);
  return { matrix, columns: matrix.columns, values };
}

/** |Z'Zv - lambda v|, computed cell by cell: what must vanish if v is a component. */
function residual(of: ReturnType<typeof centred>, found: Components, which: 0 | 1): number {
  const v = found.vectors[which];
  const product = new Float64Array(of.columns);
  for (let row = 0; row < of.matrix.rows; row++) {
    const cells = of.matrix.cells.subarray(of.matrix.rowStart[row], of.matrix.rowStart[row + 1]);
    const along = cells.reduce((sum, cell) => sum + of.values[cell]! * v[Math.floor(cell / 3)]!, 0);
    for (const cell of cells) product[Math.floor(cell / 3)]! += along * of.values[cell]!;
  }
  const difference = product.map((entry, c) => entry - found.eigenvalues[which] * v[c]!);
  return Math.hypot(...difference) / found.eigenvalues[0];
}

const length = (v: Float64Array) => Math.hypot(...v);

describe('the components', () => {
  const plantings = [
    ['clear groups', { people: 400, statements: 50, votesPerPerson: 20, groups: 3, agreement: 0.7, seed: 1 }],
    [
      'noise, whose eigenvalues lie close',
      { people: 400, statements: 50, votesPerPerson: 20, groups: 1, agreement: 0, seed: 2 },
    ],
    [
      'more statements than people',
      { people: 30, statements: 200, votesPerPerson: 40, groups: 2, agreement: 0.5, seed: 3 },
    ],
    ['few votes', { people: 60, statements: 30, votesPerPerson: 3, groups: 2, agreement: 0.5, seed: 4 }],
  ] as const;

  it.each(plantings)('are converged: %s', (_, planting) => {
    const of = centred(plantVotes(planting).votes);
    const found = leadingComponents(of, 1e-9);
    expect(residual(of, found, 0)).toBeLessThan(1e-9);
    expect(residual(of, found, 1)).toBeLessThan(1e-9);
    expect(length(found.vectors[0])).toBeCloseTo(1, 12);
    expect(length(found.vectors[1])).toBeCloseTo(1, 12);
    expect(found.vectors[0].reduce((sum, x, i) => sum + x * found.vectors[1][i]!, 0)).toBeCloseTo(0, 9);
    expect(found.eigenvalues[0]).toBeGreaterThan(found.eigenvalues[1]);
  });

  it('do not move when asked for more exactly', () => {
    const of = centred(plantVotes(plantings[1][1]).votes);
    const usual = leadingComponents(of, 1e-9);
    const exact = leadingComponents(of, 1e-13);
    for (const which of [0, 1] as const) {
      const apart = usual.vectors[which].map((x, i) => x - exact.vectors[which][i]!);
      expect(length(apart)).toBeLessThan(1e-9);
    }
  });

  it('have loadings that sum to a positive number', () => {
    for (let seed = 1; seed < 20; seed++) {
      const of = centred(plantVotes({ ...plantings[0][1], people: 40, seed }).votes);
      for (const v of leadingComponents(of, 1e-9).vectors)
        expect(v.reduce((a, b) => a + b, 0)).toBeGreaterThan(0);
    }
  });

  it('find an eigenvalue that occurs twice both times', () => {
    // Two statements that nobody voted on together, with the same votes each: their eigenvalues are equal.
    const of = centred({ statement: [0, 0, 1, 1], participant: [0, 1, 2, 3], value: [1, -1, 1, -1] });
    const found = leadingComponents(of, 1e-9);
    expect(found.eigenvalues[0]).toBeCloseTo(2);
    expect(found.eigenvalues[1]).toBeCloseTo(2);
  });

  it('need far fewer products than a fixed hundred steps each', () => {
    const of = centred(plantVotes({ ...plantings[0][1], people: 2000 }).votes);
    expect(leadingComponents(of, 1e-9).steps).toBeLessThan(40);
  });

  it('stop at the most products allowed, with the best of what was reached, and say so', () => {
    const of = centred(plantVotes(plantings[1][1]).votes);
    const exact = leadingComponents(of, 1e-9);
    expect(exact.isConverged).toBe(true);
    const stopped = leadingComponents(of, 1e-9, 8);
    expect(stopped).toMatchObject({ steps: 8, isConverged: false });
    const [first, second] = stopped.vectors;
    expect([length(first), length(second)].map((l) => Math.abs(l - 1) < 1e-12)).toEqual([true, true]);
    expect(first.reduce((sum, x, i) => sum + x * second[i]!, 0)).toBeCloseTo(0, 9);
    for (const which of [0, 1] as const) {
      expect(stopped.eigenvalues[which]).toBeLessThan(exact.eigenvalues[which]);
      expect(stopped.eigenvalues[which]).toBeGreaterThan(0.8 * exact.eigenvalues[which]);
    }
    expect(leadingComponents(of, 1e-9, 8)).toEqual(stopped);
    expect(leadingComponents(of, 1e-9, exact.steps)).toEqual(exact);
  });

  it('of a chain of statements, each person on three neighbours, would take far more, and stop at 300', () => {
    const people = 1200;
    const of = centred({
      participant: Array.from({ length: 3 * people }, (_, i) => Math.floor(i / 3)),
      statement: Array.from({ length: 3 * people }, (_, i) => (Math.floor(i / 3) + (i % 3)) % people),
      value: Array.from({ length: 3 * people }, (_, i) => (i % 3 === 1 ? 1 : i % 2 === 0 ? -1 : 0)),
    });
    expect(leadingComponents(of, 1e-9)).toMatchObject({ steps: 300, isConverged: false });
  });

  it('a few steps give the largest eigenvalue from below', () => {
    const of = centred(plantVotes(plantings[0][1]).votes);
    const exact = leadingComponents(of, 1e-9).eigenvalues[0];
    const rough = largestEigenvalue(of, 6);
    expect(rough).toBeLessThanOrEqual(exact * (1 + 1e-12));
    expect(rough).toBeGreaterThan(0.95 * exact);
  });
});

describe('a tridiagonal matrix', () => {
  it('has the eigenvalues of the second difference, known in closed form', () => {
    const size = 40;
    const t = { diagonal: new Array<number>(size).fill(2), links: new Array<number>(size - 1).fill(-1) };
    const { values, lastRow } = lastRowOfEigenvectors(t);
    values.forEach((value, i) => {
      const angle = (Math.PI * (size - i)) / (size + 1);
      expect(value).toBeCloseTo(2 - 2 * Math.cos(angle), 10);
      expect(Math.abs(lastRow[i]!)).toBeCloseTo(
        Math.sqrt(2 / (size + 1)) * Math.abs(Math.sin(angle * size)),
        10,
      );
    });
  });

  it('gives eigenvectors that it stretches by their eigenvalues', () => {
    const t = { diagonal: [4, 1, 3, 2], links: [1, 0.5, 2] };
    const { values, vectors } = topEigenvectors(t, 2);
    vectors.forEach((v, which) => {
      v.forEach((_, i) => {
        const stretched =
          t.diagonal[i]! * v[i]! +
          (t.links[i - 1] ?? 0) * (v[i - 1] ?? 0) +
          (t.links[i] ?? 0) * (v[i + 1] ?? 0);
        expect(stretched).toBeCloseTo(values[which]! * v[i]!, 12);
      });
    });
  });

  it('falls apart where a link is nothing', () => {
    expect(topEigenvectors({ diagonal: [1, 5], links: [0] }, 2).values).toEqual([5, 1]);
  });
});
