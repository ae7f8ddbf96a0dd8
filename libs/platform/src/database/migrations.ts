import { readdirSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type MigrationInterface } from 'typeorm';

type MigrationClass = new () => MigrationInterface;

// libs/platform/src/database → libs, both in the sources and in the built tree.
const LIBS = join(dirname(fileURLToPath(import.meta.url)), '..', '..', '..');
const MIGRATION_FILE = /^\d{13}-[a-z0-9-]+\.(ts|js)$/;

/** Every migration file of every lib, oldest first: `libs/<context>/src/<…>/migrations/<time>-<name>`. */
export function migrationFiles(): string[] {
  return readdirSync(LIBS)
    .filter((lib) => statSync(join(LIBS, lib)).isDirectory())
    .flatMap((lib) => ['persistence', 'database'].map((part) => join(LIBS, lib, 'src', part, 'migrations')))
    .flatMap((directory) => list(directory).map((file) => ({ file, path: join(directory, file) })))
    .filter(({ file }) => MIGRATION_FILE.test(file))
    .sort((a, b) => (a.file < b.file ? -1 : 1))
    .map(({ path }) => path);
}

/** The classes in those files. A file must export exactly one. */
export async function loadMigrations(): Promise<MigrationClass[]> {
  const classes: MigrationClass[] = [];
  // One after the other: several share modules, which jest cannot link for two of them at once.
  for (const path of migrationFiles()) {
    const exported = Object.values((await import(pathToFileURL(path).href)) as Record<string, unknown>);
    const [only] = exported;
    if (exported.length !== 1 || typeof only !== 'function')
      throw new Error(`${path} must export one migration`);
    classes.push(only as MigrationClass);
  }
  return classes;
}

/** The names under which the database remembers them. */
export const migrationNames = async (): Promise<string[]> => (await loadMigrations()).map(({ name }) => name);

function list(directory: string): string[] {
  try {
    return readdirSync(directory);
  } catch {
    return [];
  }
}
