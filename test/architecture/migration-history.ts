import { createHash } from 'node:crypto';
import { readFileSync, writeFileSync } from 'node:fs';
import { type Logger } from 'typeorm';

type History = Readonly<Record<string, string>>;
const FILE = new URL('migration-history.json', import.meta.url);
/** What TypeORM itself writes once a migration has run. */
const HAS_RUN = /^INSERT INTO "plenary_migration"/;

/** The SQL that each migration sends to an empty database, as hashes by its name; it listens as TypeORM's logger. */
export class MigrationRecorder implements Logger {
  readonly hashes: Record<string, string> = {};
  private hash: ReturnType<typeof createHash> | undefined;

  /** From here on, what is sent belongs to the next migration that is noted as run. */
  begin(): void {
    this.hash = createHash('sha256');
  }

  logQuery(query: string, parameters: readonly unknown[] = []): void {
    if (this.hash === undefined) return;
    if (HAS_RUN.test(query)) {
      this.hashes[String(parameters[1])] = this.hash.digest('hex').slice(0, 32);
      this.begin();
    } else if (!/^(START TRANSACTION|COMMIT)$/.test(query)) {
      this.hash.update(`${query}\n${JSON.stringify(parameters)}\n`);
    }
  }

  logQueryError(): void {}
  logQuerySlow(): void {}
  logSchemaBuild(): void {}
  logMigration(): void {}
  log(): void {}
}

/** What each landed migration sent when it landed. */
export const keptHistory = (): History => JSON.parse(readFileSync(FILE, 'utf8')) as History;

export function writeHistory(history: History): void {
  writeFileSync(FILE, `${JSON.stringify(history, null, 2)}\n`);
}
