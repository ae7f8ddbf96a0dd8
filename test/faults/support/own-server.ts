import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type EmbeddedPostgres, migrate, startEmbeddedPostgres } from '#libs/platform';
import { testSettings } from '#libs/testing';
import { type RigDatabase } from './fault-rig.js';

/** A PostgreSQL server of the test's own, to be crashed without harm to other tests. */
export interface OwnServer {
  readonly database: RigDatabase;
  /** What pg_ctl calls an immediate stop. It stays down. */
  crash(): Promise<void>;
  /** The same server on the same port, which recovers from its log. */
  restart(): Promise<void>;
}

/** Starts and migrates it, in `at` where that is given. `database.drop` ends it and removes its files. */
export async function ownServer(at?: string): Promise<OwnServer> {
  const dataDir = at ?? mkdtempSync(join(tmpdir(), 'plenary-crash-'));
  let server: EmbeddedPostgres = await startEmbeddedPostgres({ dataDir, durability: 'full' });
  const { port, ownerUrl, superuserUrl } = server;
  const settings = await testSettings({ ownerUrl });
  await migrate(settings);
  const drop = async (): Promise<void> => {
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  };
  return {
    database: { ownerUrl, superuserUrl, apiUrl: settings.database.apiUrl, drop },
    crash: async () => {
      const pid = server.pid();
      if (pid === undefined) throw new Error('the server does not run');
      process.kill(pid, 'SIGQUIT');
      // Keeps the supervisor from starting it again before its time.
      await server.stop();
    },
    restart: async () => {
      server = await startEmbeddedPostgres({ dataDir, durability: 'full', port });
    },
  };
}
