import { describe, expect, it } from '@jest/globals';
import { judgeClarity } from './clarity.js';
import { settingsFrom } from './options.js';

const none = new Float64Array(0);

/** Nothing but a silhouette, without the test against noise. */
const judge = (silhouette: number, count = 2) =>
  judgeClarity({
    matrix: { rows: 0, rowStart: Int32Array.of(0), cells: new Int32Array(0) },
    columns: 0,
    values: none,
    components: { vectors: [none, none], eigenvalues: [0, 0], steps: 0, isConverged: true },
    grouping: { count, silhouette, of: new Int32Array(0), tries: [], kMemory: undefined },
    settings: settingsFrom({ noiseCopies: 0 }),
  });

describe('the bars of Kaufman and Rousseeuw for a silhouette', () => {
  it.each([
    [-0.1, 'none', 'no-structure'],
    [0.25, 'none', 'no-structure'],
    [0.26, 'weak', 'overlapping'],
    [0.5, 'weak', 'overlapping'],
    [0.51, 'clear', undefined],
    [1, 'clear', undefined],
  ])('%f is %s', (silhouette, level, reason) => {
    expect(judge(silhouette)).toEqual({ level, silhouette, ...(reason && { reason }) });
  });

  it('do not matter where there are no groups', () => {
    expect(judge(0.9, 0)).toMatchObject({ level: 'none', reason: 'no-grouping' });
  });
});
