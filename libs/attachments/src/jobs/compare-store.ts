import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Database } from '#libs/platform';
import { KNOWN_IDS, MARK_FOUND, MARK_LOST, ROWS_TO_COMPARE } from '../persistence/attachment.statements.js';
import { FileStore } from '../store/file-store.js';

const EVERY_MS = 3_600_000;
/** Milliseconds that a file may be in the store without a row: far longer than an upload takes. */
const ORPHANED_MS = 24 * 3_600_000;
const AT_A_TIME = 500;
const BEFORE_ALL = '00000000-0000-0000-0000-000000000000';

/** What a comparison has found and mended. */
export interface Compared {
  /** Files that had no row, which are deleted. */
  readonly orphans: number;
  /** Rows whose file is missing, which say so from now on. */
  readonly lost: number;
  /** Rows whose file is there again. */
  readonly found: number;
}

/**
 * Compares the store with the rows, every hour: a file without a row, left by an upload that was cut short, goes a day later; a row without
 * a file says that it is lost, and no more when the file is there again.
 */
@Injectable()
export class CompareStore implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger('CompareStore');
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly database: Database,
    private readonly store: FileStore,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.running = this.running.then(() => this.tell());
    }, EVERY_MS).unref();
  }

  async onModuleDestroy(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /** @throws StoreUnreachable, and then nothing is taken for lost */
  async run(now = Date.now()): Promise<Compared> {
    const stored = new Set<string>();
    let old: string[] = [];
    let orphans = 0;
    for await (const { id, storedAt } of this.store.list()) {
      stored.add(id);
      if (now - storedAt.getTime() > ORPHANED_MS) old.push(id);
      if (old.length === AT_A_TIME) {
        orphans += await this.forgetOrphans(old);
        old = [];
      }
    }
    orphans += await this.forgetOrphans(old);
    return { orphans, ...(await this.markRows(stored)) };
  }

  private async tell(): Promise<void> {
    try {
      const { orphans, lost } = await this.run();
      if (orphans > 0) this.log.debug(`Deleted ${orphans} files that belonged to nothing`);
      if (lost > 0) this.log.error(`The store of files has lost ${lost} files; restore them from its backup`);
    } catch (error) {
      this.log.warn(`Comparing the store of files failed: ${error instanceof Error ? error.name : 'Error'}`);
    }
  }

  private async forgetOrphans(ids: readonly string[]): Promise<number> {
    if (ids.length === 0) return 0;
    const { rows } = await this.database.pool.query<{ id: string }>(KNOWN_IDS, [ids]);
    const known = new Set(rows.map(({ id }) => id));
    const orphans = ids.filter((id) => !known.has(id));
    for (const id of orphans) await this.store.delete(id);
    return orphans.length;
  }

  private async markRows(stored: ReadonlySet<string>): Promise<Omit<Compared, 'orphans'>> {
    const told = { lost: 0, found: 0 };
    let rows = await this.rowsBeyond(BEFORE_ALL);
    while (rows.length > 0) {
      const lost = rows.filter(({ id, isLost }) => !isLost && !stored.has(id)).map(({ id }) => id);
      const found = rows.filter(({ id, isLost }) => isLost && stored.has(id)).map(({ id }) => id);
      if (lost.length > 0) await this.database.pool.query(MARK_LOST, [lost]);
      if (found.length > 0) await this.database.pool.query(MARK_FOUND, [found]);
      told.lost += lost.length;
      told.found += found.length;
      rows = await this.rowsBeyond(rows.at(-1)?.id ?? BEFORE_ALL);
    }
    return told;
  }

  private async rowsBeyond(id: string): Promise<readonly { id: string; isLost: boolean }[]> {
    return (await this.database.pool.query<{ id: string; isLost: boolean }>(ROWS_TO_COMPARE, [id, AT_A_TIME]))
      .rows;
  }
}
