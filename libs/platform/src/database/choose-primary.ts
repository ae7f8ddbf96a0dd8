import pg from 'pg';
import { type Host } from '../settings/database-hosts.js';

const PROBE_MS = 2_000;
/** By its list of hosts, the one that took writes when it was last asked. */
const lastChosen = new Map<string, number>();

/**
 * The first host that takes writes; that of the last time is asked first.
 * @throws in words where there is none; SQLSTATE 57P03, for it may be over in a moment.
 */
export async function choosePrimary(config: pg.ClientConfig, hosts: readonly Host[]): Promise<Host> {
  const key = JSON.stringify(hosts);
  const order = [...hosts.keys()];
  const last = lastChosen.get(key);
  if (last !== undefined) order.sort((a, b) => Number(b === last) - Number(a === last));
  const refusals: unknown[] = [];
  for (const index of order) {
    const host = hosts[index];
    if (host === undefined) continue;
    try {
      if (!(await takesWrites(config, host))) continue;
      lastChosen.set(key, index);
      return host;
    } catch (error) {
      refusals.push(error);
    }
  }
  lastChosen.delete(key);
  // Where none could be asked, the first refusal says more.
  if (refusals.length === hosts.length) throw refusals[0];
  throw Object.assign(new Error('none of the hosts takes writes'), { code: '57P03' });
}

async function takesWrites(config: pg.ClientConfig, { host, port }: Host): Promise<boolean> {
  const client = new pg.Client({ ...config, connectionTimeoutMillis: PROBE_MS, query_timeout: PROBE_MS });
  Object.assign(client, { host, port });
  client.on('error', () => undefined);
  const end = (): void =>
    (client as unknown as { connection: { stream: { destroy(): void } } }).connection.stream.destroy();
  try {
    await client.connect();
    const { rows } = await client.query<{ takes: boolean }>(
      `SELECT NOT pg_is_in_recovery() AND current_setting('transaction_read_only') = 'off' AS takes`,
    );
    return rows[0]?.takes === true;
  } finally {
    const patience = setTimeout(end, PROBE_MS);
    await client.end().catch(() => undefined);
    clearTimeout(patience);
  }
}
