import { readFileSync } from 'node:fs';

/** Two invented names, and whether they are one person's. */
export interface LabelledPair {
  readonly isSame: boolean;
  readonly kind: string;
  readonly one: string;
  readonly other: string;
}

/** The pairs by which names are judged; see `name-pairs.tsv`. */
export const labelledPairs = (): LabelledPair[] =>
  readFileSync('libs/names/src/testing/name-pairs.tsv', 'utf8')
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => {
      const [label = '', kind = '', one = '', other = ''] = line.split('\t');
      return { isSame: label === '1', kind, one, other };
    });
