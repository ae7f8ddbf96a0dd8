import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { type Bench, type BenchResult } from './bench.js';
import { type FromLoop, type ToLoop } from './reference/bare-mail-loop.js';
import { type BenchDatabase, benchDatabase } from './stage/database.js';
import { ask } from './stage/load.js';
import { inventPerson } from './stage/names.js';
import { type BenchProcess, startApiProcess, startProcess, startWorkerProcess } from './stage/processes.js';
import { ofBench } from './stage/resources.js';
import { type Sink, startSink } from './stage/sink.js';
import { inTurns, median } from './stage/statistics.js';

const EVENTS = 1_000;
const WITHIN_SECONDS = 10;
const PART_OF_BARE = 0.6;
/** Of the rate without a receiver that hangs. */
const PART_BESIDE_HANGING = 0.9;
/** Drafts that are made at once. */
const AT_ONCE = 10;
/** Everything on this machine is what the bench has put there. */
const OWN = { PLENARY_WEBHOOK_OWN_NETWORKS: '127.0.0.0/8' };

const CREATE_ENDPOINT = `mutation ($input: CreateWebhookEndpointInput!) {
  createWebhookEndpoint(input: $input) { webhookEndpoint { id } errors { code message } } }`;
const PAUSE = `mutation ($id: ID!, $input: PauseWebhookEndpointInput!) {
  pauseWebhookEndpoint(id: $id, input: $input) { errors { code message } } }`;
const RESUME = `mutation ($id: ID!, $input: ResumeWebhookEndpointInput!) {
  resumeWebhookEndpoint(id: $id, input: $input) { errors { code message } } }`;
const DRAFT = `mutation ($input: CreateNominationInput!) {
  createNomination(input: $input) { nomination { id } errors { code message } } }`;

let made = 0;

class Scene {
  constructor(
    readonly database: BenchDatabase,
    readonly admin: pg.Client,
    readonly sink: Sink,
    readonly api: BenchProcess,
    readonly bare: BenchProcess,
  ) {}

  /** As ICC's coordinator; refused: a fault. */
  async act<Payload>(query: string, variables: object): Promise<Payload> {
    const data = await ask<Record<string, Payload & { readonly errors: readonly unknown[] }>>({
      url: `${this.api.url}/graphql`,
      headers: { authorization: `Bearer ${this.database.seed.tokens.iccCoordinator}` },
      body: { query, variables },
    });
    const [payload] = Object.values(data);
    if (payload === undefined || payload.errors.length > 0) throw new Error(JSON.stringify(data));
    return payload;
  }

  /** An endpoint of ICC's that is told of drafts. */
  async endpointAt(url: string): Promise<string> {
    const { conferenceId, icc: bodyId } = this.database.seed.world;
    const input = { idempotencyKey: randomUUID(), conferenceId, bodyId, url, kinds: ['nomination.created'] };
    const { webhookEndpoint } = await this.act<{ webhookEndpoint: { id: string } }>(CREATE_ENDPOINT, {
      input,
    });
    return webhookEndpoint.id;
  }

  /** So many people drafted by ICC: a change each. */
  async draft(count: number): Promise<void> {
    const { conferenceId, icc: bodyId, business: constituencyId } = this.database.seed.world;
    const draftOne = () => {
      const index = made++;
      const person = { ...inventPerson(index), email: `webhook.${index}@nominees.example` };
      const input = { idempotencyKey: randomUUID(), conferenceId, bodyId, constituencyId, person };
      return this.act(DRAFT, { input });
    };
    for (let done = 0; done < count; done += AT_ONCE)
      await Promise.all(Array.from({ length: Math.min(AT_ONCE, count - done) }, draftOne));
  }
}

/** Events a second from the moment at which a paused endpoint goes on until the last of them is received: the feed read, and each sent. */
async function plenaryPerSecond(scene: Scene, id: string): Promise<number> {
  await scene.act(PAUSE, { id, input: { idempotencyKey: randomUUID() } });
  await scene.draft(EVENTS);
  const started = Date.now();
  await scene.act(RESUME, { id, input: { idempotencyKey: randomUUID() } });
  const ended = await scene.sink.all(EVENTS);
  await untilMarked(scene.admin, id);
  return (1_000 * EVENTS) / (ended - started);
}

/** The last marks are made after the last answer has come; they belong to this round. */
async function untilMarked(admin: pg.Client, endpointId: string): Promise<void> {
  const open = "SELECT FROM webhooks.delivery WHERE endpoint_id = $1 AND state = 'WAITING' LIMIT 1";
  while ((await admin.query(open, [endpointId])).rowCount !== 0)
    await new Promise((later) => setTimeout(later, 20));
}

async function barePerSecond({ bare, sink }: Scene): Promise<number> {
  const started = Date.now();
  const order: ToLoop = { kind: 'send', count: EVENTS };
  bare.child.send(order);
  return (1_000 * EVENTS) / ((await sink.all(EVENTS)) - started);
}

async function measure(scene: Scene): Promise<BenchResult[]> {
  const id = await scene.endpointAt(`${scene.sink.url}/events`);
  await plenaryPerSecond(scene, id);
  await barePerSecond(scene);
  const samples = await inTurns({
    plenary: () => plenaryPerSecond(scene, id),
    bare: () => barePerSecond(scene),
  });
  // From here on the next rounds have a neighbour who never answers.
  await scene.endpointAt(`${scene.sink.url}/hangs`);
  const { beside } = await inTurns({ beside: () => plenaryPerSecond(scene, id) });
  const [ours, bare] = [median(samples.plenary), median(samples.bare)];
  const unit = 'events/s';
  const result = (
    name: string,
    values: number[],
    against: string,
    ratio: number,
    least: number,
  ): BenchResult => ({
    name,
    value: median(values),
    unit,
    against,
    ratio,
    goal: `>= ${least}`,
    met: ratio >= least,
    samples: values,
  });
  const counted = EVENTS.toLocaleString('en-GB');
  return [
    result(
      `webhooks, ${counted} events to a receiver`,
      samples.plenary,
      `bare BullMQ and fetch: ${bare.toFixed(0)}/s`,
      ours / bare,
      PART_OF_BARE,
    ),
    {
      ...result(
        `webhooks, ${counted} events end to end`,
        samples.plenary.map((rate) => EVENTS / rate),
        `${WITHIN_SECONDS} s`,
        EVENTS / ours / WITHIN_SECONDS,
        0,
      ),
      unit: 's',
      goal: '<= 1',
      met: EVENTS / ours <= WITHIN_SECONDS,
    },
    result(
      'webhooks, beside a receiver that hangs',
      beside,
      `alone: ${ours.toFixed(0)}/s`,
      median(beside) / ours,
      PART_BESIDE_HANGING,
    ),
  ];
}

async function run(): Promise<BenchResult[]> {
  const database = await benchDatabase();
  const sink = await startSink('webhook-sink');
  const product = { ownerUrl: database.ownerUrl, more: OWN };
  const admin = new pg.Client({ connectionString: database.superuserUrl });
  ofBench.add(() => admin.end());
  await admin.connect();
  const api = await startApiProcess(product);
  await startWorkerProcess(product, database.superuserUrl);
  let isReady = false;
  const bare = await startProcess(
    'test/bench/reference/bare-webhook-loop.js',
    { BENCH_DATABASE_URL: database.superuserUrl, BENCH_RECEIVER_URL: `${sink.url}/bare` },
    {
      onMessage: (message) => (isReady ||= (message as FromLoop).kind === 'ready'),
      isReady: async () => isReady,
    },
  );
  return measure(new Scene(database, admin, sink, api, bare));
}

export const benches: Bench[] = [{ name: 'webhooks', run }];
