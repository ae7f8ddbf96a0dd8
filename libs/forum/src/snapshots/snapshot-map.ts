import { mapAsJson } from '#libs/forum-map';
import { mapOpinions, type MapParameters, splitHalfStability } from '#libs/opinion-map';
import { type CountedStatement } from '../persistence/map-snapshot.table.js';
import { leftOutOf } from '../polis/statement-status.js';
import { type CountedInput, statusOf } from './counted-input.js';

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
  const status = statusOf(statements);
  const moderation = { statements: status };
  const made = mapOpinions(votes, moderation, options);
  const { dataset: _, ...map } = mapAsJson(made, leftOutOf(status), '');
  return {
    map,
    groups: made.groups.map(({ size }) => size),
    stability: splitHalfStability(votes, moderation, options, made),
  };
}
