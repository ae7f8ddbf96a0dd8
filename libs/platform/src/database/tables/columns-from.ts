import { z } from 'zod';
import { layersOf, type Stored } from '#libs/kernel';
import { boolean, type ColumnOf, integer, oneOf, text } from './column.js';
import { columnName } from './table.js';

/** Rules of input by the names of the fields that they are for. */
export type Schemas = Readonly<Record<string, z.ZodType>>;

type ColumnFrom<S extends z.ZodType> = ColumnOf<Stored<S>, null extends Stored<S> ? false : true, true>;

/**
 * The columns of fields that people fill in, all changeable: texts, whole numbers, yes or no, one of several. What may be left out may
 * be NULL.
 */
export const columnsFrom = <F extends Schemas>(fields: F): { readonly [K in keyof F]: ColumnFrom<F[K]> } =>
  Object.fromEntries(Object.entries(fields).map(([name, schema]) => [name, columnFrom(name, schema)])) as {
    readonly [K in keyof F]: ColumnFrom<F[K]>;
  };

function columnFrom(name: string, schema: z.ZodType): ColumnOf<unknown, boolean, true> {
  const layers = [...layersOf(schema)];
  const isNullable = layers.some((layer) => layer instanceof z.ZodOptional || layer instanceof z.ZodNullable);
  const column = plainColumn(layers.at(-1));
  if (column === undefined) throw new Error(`No column follows from the input ${name}`);
  return isNullable ? column.orNull().changeable() : column.changeable();
}

function plainColumn(schema: z.ZodType | undefined): ColumnOf<unknown, true, false> | undefined {
  if (schema instanceof z.ZodEnum) return oneOf(schema.options.map(String));
  if (schema instanceof z.ZodString) return text();
  if (schema instanceof z.ZodBoolean) return boolean();
  return schema instanceof z.ZodNumber ? integer() : undefined;
}

/** As a SELECT names columns: `p.name, p.job_title`. */
export const columnList = (alias: string, fields: readonly string[]): string =>
  fields.map((field) => `${alias}.${columnName(field)}`).join(', ');

/** Reads fields of these names out of a row, whose columns have PostgreSQL's spelling. */
export function fieldReader<Fields extends object>(
  names: readonly string[],
): (row: Readonly<Record<string, unknown>>) => Fields {
  const pairs = names.map((name) => [name, columnName(name)] as const);
  return (row) => {
    const fields: Record<string, unknown> = {};
    for (const [name, column] of pairs) fields[name] = row[column];
    return fields as Fields;
  };
}
