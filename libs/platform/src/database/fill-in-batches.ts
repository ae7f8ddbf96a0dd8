import { type QueryRunner } from 'typeorm';

const BATCH = 5_000;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** How rows that are there get values that only the code can make. */
export interface Filling<Row extends { readonly id: string }> {
  /** Rows behind the id `$1`, in order, `$2` at most. */
  readonly read: string;
  /** Writes `$1` ids and, from `$2` on, their columns, as arrays in parallel. */
  readonly write: string;
  readonly columns: (row: Row) => readonly (string | null)[];
}

/** For migrations: fills columns of any number of rows with as much memory as some thousands take. */
export async function fillInBatches<Row extends { readonly id: string }>(
  runner: QueryRunner,
  { read, write, columns }: Filling<Row>,
): Promise<void> {
  let after = FIRST_ID;
  for (;;) {
    const rows = (await runner.query(read, [after, BATCH])) as Row[];
    const last = rows.at(-1);
    if (last === undefined) return;
    const values = rows.map(columns);
    await runner.query(write, [
      rows.map(({ id }) => id),
      ...(values[0] ?? []).map((_, column) => values.map((row) => row[column] ?? null)),
    ]);
    after = last.id;
  }
}
