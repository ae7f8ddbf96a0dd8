/** One figure of a benchmark, against what it is measured and whether it meets its goal. */
export interface BenchResult {
  name: string;
  value: number;
  unit: string;
  against: string;
  ratio: number;
  goal: string;
  met: boolean;
  samples: number[];
}

/** A benchmark; `npm run bench -- NAME` runs those whose name matches. */
export interface Bench {
  name: string;
  run(): Promise<BenchResult[]>;
}
