import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import pg from 'pg';
import { verifyAudit } from '#libs/audit';
import { ask } from '#libs/platform/testing';
import { drain, movingLine, type MovingLine, urlsOf } from '#libs/testing';
import { nomineesOf } from '../journeys/nominees.js';
import { releaseDecisions } from '../journeys/operations.js';
import { type BuiltProcess } from '../support/built-process.js';
import { type Listener, listen } from '../support/listener.js';
import { type Product, type ProductDatabase, startProduct } from '../support/product.js';
import { spawnWorker } from '../support/product-process.js';
import { cloneDecided } from './support/decided-clones.js';
import { type ServerOfPair, type ServerPair, serverPair } from './support/server-pair.js';
import {
  describeTrouble,
  expectKeptOnce,
  leftToDo,
  type SteadfastWork,
  steadfastWork,
  SUBMIT,
} from './support/steadfast-work.js';

const CLIENTS = 6;
const PLACES = 1_000;
const INVITED = 20;
const STEADFAST = 'Steadfast Sample';
const INBOX = 'subscription ($c: ID!) { inboxChanged(conferenceId: $c) { kind } }';
const LIST = 'query ($c: ID!) { nominations(conferenceId: $c) { nodes { id } } }';
const UNAVAILABLE = '503 SERVICE_UNAVAILABLE after 2';
/** What every process keeps for itself: whoever listens or shows that it lives does so where writes are. */
const KEPT_CONNECTIONS = ['plenary events', 'plenary-life', 'plenary-outbox'];

/**
 * A primary with a real standby, synchronous, so that nothing acknowledged may be lost. The product is a process for the API and one for
 * the worker, and neither is started again.
 */
describe('row 5: a standby that is promoted', () => {
  let pair: ServerPair;
  beforeAll(async () => {
    pair = await serverPair();
    const owner = new pg.Client({ connectionString: pair.first.ownerUrl('postgres') });
    await owner.connect();
    await owner.query('CREATE DATABASE behind_an_address TEMPLATE plenary');
    await owner.end();
  });
  afterAll(() => pair.close());

  describe('behind one address, while the server that it led to lives on as a standby', () => {
    const name = 'behind_an_address';
    let line: MovingLine;
    let stage: Stage;

    beforeAll(async () => {
      line = await movingLine(pair.first.ownerUrl(name));
      stage = await Stage.on(databaseOf(pair.first, name), urlsOf(line.url));
    });
    afterAll(async () => {
      await stage.close();
      await line.close();
    });

    it('writes are told to come again as long as the address leads to the standby; reads go on there', async () => {
      await stage.begin();
      await pair.changePlaces();
      await drain(async () => (await stage.health('ready')) === 503, { what: 'the API not to be ready' });
      expect(await stage.health('live')).toBe(200);
      expect(describeTrouble(await stage.submitAgain())).toBe(UNAVAILABLE);
      const read = await stage.work.asCoordinator(LIST, { c: stage.product.world.conferenceId });
      expect(describeTrouble(read)).toBe('200  after null');
      expect((read.data as { nominations: { nodes: object[] } }).nominations.nodes.length).toBeGreaterThan(0);
    });

    it('it is at work again once the address leads to the new primary: all is done, once, and nobody stays behind', async () => {
      line.leadTo(pair.second.ownerUrl(name));
      await stage.expectWholeAt(pair.second, name);
      const staying = `SELECT application_name FROM pg_stat_activity WHERE backend_type = 'client backend' AND usename LIKE 'plenary\\_%'`;
      await stage.at(pair.first, name, (old) =>
        drain(async () => (await old.query(staying)).rowCount === 0, {
          what: 'the old server to be left by every connection',
          timeoutMs: 30_000,
          everyMs: 200,
          progress: async () => (await old.query<{ application_name: string }>(staying)).rows,
        }),
      );
    });
  });

  describe('beside the primary in one address of several hosts, when that is killed', () => {
    const name = 'plenary';
    let stage: Stage;
    let worker: BuiltProcess;

    beforeAll(async () => {
      const urls = urlsOf(pair.second.ownerUrl(name));
      stage = await Stage.on(
        databaseOf(pair.second, name),
        {
          ownerUrl: withBoth(pair, urls.ownerUrl),
          apiUrl: withBoth(pair, urls.apiUrl),
          workerUrl: withBoth(pair, urls.workerUrl),
        },
        { withoutWorker: true },
      );
      const { product } = stage;
      // It takes its time between the last byte and its answer, and can be asked: see faults/mail-crash.
      product.sink.script({ at: 'data', do: { kind: 'delay', ms: 100 } });
      const environment = { ...product.environment, SMTP_ORACLE_URL: product.sink.oracleUrl };
      worker = await spawnWorker({ ...environment, QUEUE_CONCURRENCY: '2' }, product.admin);
    });
    afterAll(async () => {
      await worker.end('SIGTERM');
      await stage.close();
    });

    it('everybody is told 503, never a fault, and readiness says so', async () => {
      const { product } = stage;
      const id = await nomineesOf(product).decided('First Sample', { outcome: 'APPROVE' });
      await cloneDecided(product, id, INVITED - 1);
      await stage.begin();
      const { batch } = await releaseDecisions(product.as('approver'), product.world.conferenceId);
      expect(batch?.size).toBe(INVITED);
      await drain(() => product.sink.count >= 3, { what: 'mail to be under way', everyMs: 5 });
      await pair.killPrimary();

      const { conferenceId } = product.world;
      const token = product.tokenOf('officer');
      const refused = [
        await stage.work.asCoordinator(LIST, { c: conferenceId }),
        await stage.submitAgain(),
        await ask(product.url, LIST, { token, variables: { c: conferenceId } }),
        await ask(product.url, 'query ($t: String!) { invitation(token: $t) { state } }', {
          variables: { t: 'A'.repeat(43) },
        }),
      ];
      expect(refused.map(describeTrouble)).toEqual(refused.map(() => UNAVAILABLE));
      await drain(async () => (await stage.health('ready')) === 503, { what: 'the API not to be ready' });
      expect(await stage.health('live')).toBe(200);
      expect(product.sink.count).toBeLessThan(INVITED);
    });

    it('all work goes on at the promoted one: nothing acknowledged is lost or doubled, each mail has arrived once', async () => {
      await pair.promoteStandby();
      await stage.expectWholeAt(pair.first, name);
      const { sink } = stage.product;
      const mails = await stage.at(pair.first, name, async (now) => {
        const { rows } = await now.query<{ n: number }>(
          'SELECT count(*)::int AS n FROM notifications.message',
        );
        return rows[0]?.n;
      });
      expect(mails).toBeGreaterThanOrEqual(INVITED);
      expect([sink.count, new Set(sink.messageIds).size]).toEqual([mails, mails]);
      expect(worker.isAlive()).toBe(true);
    });
  });
});

/** A product on one database of the pair, people who work at it, and somebody who listens. */
class Stage {
  readonly work: SteadfastWork;
  private readonly host: Listener;
  private nominating: Promise<unknown> = Promise.resolve();
  private heardBefore = 0;
  private isEnough = false;

  private constructor(readonly product: Product) {
    this.work = steadfastWork(product);
    const { conferenceId } = product.world;
    this.host = listen(product.url, { token: product.tokenOf('officer') }, INBOX, { c: conferenceId });
  }

  static async on(
    database: ProductDatabase,
    { ownerUrl, apiUrl, workerUrl }: ReturnType<typeof urlsOf>,
    options: { readonly withoutWorker?: boolean } = {},
  ): Promise<Stage> {
    const environment = { DATABASE_URL: ownerUrl, DATABASE_API_URL: apiUrl, DATABASE_WORKER_URL: workerUrl };
    return new Stage(
      await startProduct({ places: PLACES, database, isApart: true, environment, ...options }),
    );
  }

  /** People work from now on until all is whole. Ends when the host hears of it. */
  async begin(): Promise<void> {
    this.nominating = Promise.all(
      Array.from({ length: CLIENTS }, async (_, client) => {
        for (let turn = 0; !this.isEnough; turn += 1)
          await this.work.nominate(`${STEADFAST} ${client} ${turn}`);
      }),
    );
    // Told at the end; a failure before that must not end the run unheard.
    this.nominating.catch(() => undefined);
    await drain(() => this.work.acknowledged.length >= CLIENTS, {
      what: 'work to be under way',
      timeoutMs: 30_000,
    });
    await drain(() => this.host.events.length > 0, { what: 'the host to hear of it' });
    this.heardBefore = this.host.events.length;
  }

  health = async (path: string): Promise<number> =>
    (await fetch(`${this.product.url}/health/${path}`)).status;

  submitAgain = () =>
    this.work.asCoordinator(SUBMIT, {
      id: this.work.acknowledged[0],
      input: { idempotencyKey: randomUUID(), version: 1 },
    });

  async at<Result>(
    server: ServerOfPair,
    name: string,
    look: (database: pg.Pool) => Promise<Result>,
  ): Promise<Result> {
    const database = new pg.Pool({ connectionString: server.superuserUrl(name), max: 1 });
    database.on('error', () => undefined);
    try {
      return await look(database);
    } finally {
      await database.end();
    }
  }

  /** Nobody is started again, and everything is done at this server. */
  async expectWholeAt(server: ServerOfPair, name: string): Promise<void> {
    const { work, host } = this;
    await drain(async () => (await this.health('ready')) === 200, {
      what: 'the API to be ready again',
      timeoutMs: 60_000,
    });
    const before = work.acknowledged.length;
    await drain(() => work.acknowledged.length >= before + CLIENTS, {
      what: 'work to go on',
      timeoutMs: 30_000,
      progress: () => work.troubles.length,
    });
    this.isEnough = true;
    await this.nominating;
    expect(new Set(work.troubles)).toEqual(new Set([UNAVAILABLE]));
    expect(new Set(work.acknowledged).size).toBe(work.acknowledged.length);
    await drain(() => host.events.length > this.heardBefore, { what: 'the host to hear again' });
    expect(host.closeCode()).toBeUndefined();
    await this.at(server, name, async (now) => {
      const left = () => leftToDo(now);
      await drain(async () => Object.values(await left()).every((count) => count === 0), {
        what: 'screening, sealing and mail to end',
        timeoutMs: 60_000,
        everyMs: 200,
        progress: left,
      });
      await expectKeptOnce(now, work.acknowledged, `${STEADFAST}%`);
      const { rows } = await now.query<{ name: string }>(
        'SELECT DISTINCT application_name AS name FROM pg_stat_activity WHERE application_name = ANY ($1) AND datname = $2 ORDER BY 1',
        [KEPT_CONNECTIONS, name],
      );
      expect(rows.map((row) => row.name)).toEqual(KEPT_CONNECTIONS);
      const trail = await now.query<{ n: number }>('SELECT count(*)::int AS n FROM audit.event');
      expect(await verifyAudit(this.product.settings)).toMatchObject({
        isIntact: true,
        entries: trail.rows[0]?.n,
        problems: [],
      });
    });
  }

  async close(): Promise<void> {
    this.isEnough = true;
    await this.host.end();
    await this.product.close();
  }
}

const databaseOf = (server: ServerOfPair, name: string): ProductDatabase => {
  const ownerUrl = server.ownerUrl(name);
  return {
    ownerUrl,
    superuserUrl: server.superuserUrl(name),
    apiUrl: urlsOf(ownerUrl).apiUrl,
    drop: () => Promise.resolve(),
  };
};

/** The same address with both servers as its hosts, as people write it. */
function withBoth({ first, second }: ServerPair, address: string): string {
  const { host } = new URL(address);
  return `${address.replace(host, `127.0.0.1:${first.port},127.0.0.1:${second.port}`)}?target_session_attrs=read-write`;
}
