import { mapAsJson } from '#libs/forum-map';
import { mapOpinions, type MapParameters, splitHalfStability } from '#libs/opinion-map';
import { type CountedStatement } from '../persistence/map-snapshot.table.js';
import { type CountedInput, moderationOf } from './counted-input.js';

/** What a snapshot keeps of a map, and what its votes give again. */
export interface SnapshotMap {
  readonly map: Readonly<Record<string, unknown>>;
  readonly groups: readonly number[];
  readonly stability: number | null;
}

/** Made cold, from the votes alone. */
export function snapshotMap(
  input: CountedInput,
  statements: readonly CountedStatement[],
  { options }: MapParameters,
): SnapshotMap {
  const votes = input.votes.filled();
  const moderation = moderationOf(statements);
  const made = mapOpinions(votes, moderation, options);
  const isExcluded = ({ moderation: state, isMeta }: CountedStatement) => state === -1 || isMeta;
  const numbers = (some: readonly CountedStatement[]) => some.map(({ number }) => number);
  const { dataset: _, ...map } = mapAsJson(
    made,
    {
      excluded: numbers(statements.filter(isExcluded)),
      meta: numbers(statements.filter(({ isMeta }) => isMeta)),
    },
    '',
  );
  return {
    map,
    groups: made.groups.map(({ size }) => size),
    stability: splitHalfStability(votes, moderation, options, made),
  };
}
