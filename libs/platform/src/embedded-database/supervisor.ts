import { type ChildProcess } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Cluster } from './cluster.js';
import { clearLeftOvers, type ServerOptions, startServer, stopServer } from './server.js';

/** Restarts within a minute after which a server that keeps ending is given up. */
const MOST_RESTARTS = 5;

export interface SupervisedServer {
  pid(): number | undefined;
  stop(): Promise<void>;
}

/** Starts the server again, on its port, whenever it ends by itself (kill -9, out of memory): clients reconnect. */
export function supervise(
  cluster: Cluster,
  first: ChildProcess,
  options: ServerOptions,
  onEvent: (line: string) => void = () => undefined,
): SupervisedServer {
  let server: ChildProcess = first;
  let isStopping = false;
  let restarting: Promise<void> | undefined;
  const restarts: number[] = [];

  const watch = () => {
    server.once('exit', (code, signal) => {
      if (!isStopping) restarting = restart(`PostgreSQL ended (${signal ?? code})`);
    });
  };
  const restart = async (why: string): Promise<void> => {
    for (;;) {
      restarts.push(performance.now());
      if (restarts.filter((time) => performance.now() - time < 60_000).length > MOST_RESTARTS) {
        onEvent(`${why} and is not started again: see ${options.logFile}`);
        return;
      }
      try {
        await clearLeftOvers(cluster.directory);
        server = await startServer(cluster, options);
        onEvent(`${why}; it was started again`);
        watch();
        return;
      } catch {
        // Backends of a killed server hold its memory for a moment longer.
        await sleep(200);
        if (isStopping) return;
      }
    }
  };

  watch();
  return {
    pid: () => server.pid,
    stop: async () => {
      isStopping = true;
      await restarting;
      await stopServer(server);
    },
  };
}
