import { readdirSync } from 'node:fs';
import { join, relative } from 'node:path';
import { type Column, columnName, type Table } from '#libs/platform';

const ROOT = join(import.meta.dirname, '../..');

const isTable = (value: unknown): value is Table =>
  typeof value === 'object' && value !== null && 'name' in value && 'columns' in value;

interface Described {
  readonly table: Table;
  readonly lib: string;
}

async function described(): Promise<Described[]> {
  const files = readdirSync(join(ROOT, 'libs'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.table.ts'))
    .sort();
  const modules = await Promise.all(
    files.map(
      (file) => import(relative(import.meta.dirname, join(ROOT, 'libs', file.replace(/\.ts$/, '.js')))),
    ),
  );
  return modules.flatMap((module, index) =>
    Object.values(module as object)
      .filter(isTable)
      .map((table) => ({ table, lib: files[index]?.split('/', 1)[0] ?? '' })),
  );
}

/** Every table that a `*.table.ts` of a lib describes, by its name in the database. */
export const describedTables = async (): Promise<ReadonlyMap<string, Table>> =>
  new Map((await described()).map(({ table }) => [table.name, table]));

/** The lib to which each of them belongs, by the table's name. */
export const ownersOfTables = async (): Promise<ReadonlyMap<string, string>> =>
  new Map((await described()).map(({ table, lib }) => [table.name, lib]));

/** The columns that may change in a row that stands, as the database names them, in order of the alphabet. */
export const changeableColumnsOf = ({ columns }: Table): string[] =>
  Object.entries<Column<unknown>>(columns)
    .filter(([, { isChangeable }]) => isChangeable)
    .map(([key]) => columnName(key))
    .sort();
