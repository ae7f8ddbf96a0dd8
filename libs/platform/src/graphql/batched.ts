import DataLoader from 'dataloader';
import { type Actor } from '#libs/kernel';
import { type GraphQLContext } from './graphql-context.js';

/** Reads many at once, by their ids; what is unknown or out of the caller's sight is not in the answer. */
export type ReadMany<Value> = (actor: Actor, ids: readonly string[]) => Promise<ReadonlyMap<string, Value>>;

/**
 * One of many that a request asks for: all that are asked for at the same time are read together, so that a field costs one
 * statement for a whole list. `readMany` is a function that lives as long as the process, such as a property of a query.
 */
export const batched = <Value>(
  context: GraphQLContext,
  readMany: ReadMany<Value>,
  id: string,
): Promise<Value | undefined> =>
  context
    .once(
      readMany,
      ({ actor }) =>
        new DataLoader<string, Value | undefined>(
          async (ids) => {
            const found = await readMany(actor, ids);
            return ids.map((one) => found.get(one));
          },
          { batchScheduleFn: (load) => context.loadTogether(load) },
        ),
    )
    .load(id);

/** Rows by the id that they belong to, in their order. */
export function grouped<Row, Value>(
  rows: readonly Row[],
  idOf: (row: Row) => string,
  valueOf: (row: Row) => Value,
): Map<string, Value[]> {
  const groups = new Map<string, Value[]>();
  for (const row of rows) {
    const group = groups.get(idOf(row));
    if (group === undefined) groups.set(idOf(row), [valueOf(row)]);
    else group.push(valueOf(row));
  }
  return groups;
}
