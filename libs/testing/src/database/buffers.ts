import pg from 'pg';

/** A prepared statement is planned for its values five times; then PostgreSQL may keep one plan for all. */
const USES = 7;
/** The first one also reads what PostgreSQL remembers of the tables afterwards. */
const USES_OF_ONE_PLAN = 2;
/** Its types hide what turns a value into what is sent. */
type Sent = string | number | boolean | null | undefined;
const { prepareValue } = (pg as unknown as { utils: { prepareValue: (value: unknown) => Sent } }).utils;

interface Plan {
  readonly Plan: { readonly 'Shared Hit Blocks': number; readonly 'Shared Read Blocks': number };
}

/**
 * Shared buffers (pages of tables and indexes) that a statement touches once it is warm, as its first uses on a connection
 * are planned and as later ones are, whichever is more. That is what growth is watched by: it does not depend on how
 * busy the machine is.
 *
 * `query` runs texts one after the other on one connection, under whatever scope; a statement that writes is carried out.
 * `isPlannedOneWay`: a setting of the connection says how, so that there is only one plan to watch.
 */
export async function buffersOf(
  query: (texts: readonly string[]) => Promise<readonly (readonly Record<string, unknown>[])[]>,
  { text, values }: { readonly text: string; readonly values: readonly unknown[] },
  isPlannedOneWay = false,
): Promise<number> {
  const uses = isPlannedOneWay ? USES_OF_ONE_PLAN : USES;
  const given = values.length === 0 ? '' : `(${values.map(literal).join(', ')})`;
  const use = `EXPLAIN (ANALYZE, BUFFERS, TIMING OFF, FORMAT JSON) EXECUTE watched${given}`;
  const answers = await query([
    `PREPARE watched AS ${text}`,
    ...Array.from({ length: uses }, () => use),
    'DEALLOCATE watched',
  ]);
  return Math.max(...answers.slice(2, uses + 1).map(touched));
}

function touched([row]: readonly Record<string, unknown>[]): number {
  const plan: unknown = row?.['QUERY PLAN'];
  const [top] = (typeof plan === 'string' ? JSON.parse(plan) : plan) as [Plan];
  return top.Plan['Shared Hit Blocks'] + top.Plan['Shared Read Blocks'];
}

function literal(value: unknown): string {
  const prepared = prepareValue(value);
  return prepared === null || prepared === undefined ? 'NULL' : pg.escapeLiteral(String(prepared));
}
