import { type Actor, newId, SystemClock } from '#libs/kernel';
import { AccessOptions, StaffDirectory } from '#libs/access';
import { ConferenceReference } from '#libs/conference';
import { type BodyContact, Notifications } from '#libs/notifications';
import { type OpenedDatabase } from '#libs/access/testing';
import { ChangesOfScope, ReferencesOfSubjects } from '#libs/audit';
import { type EventBus, SignOfLife } from '#libs/platform';
import { DeliveryLedger } from '../sending/delivery-ledger.js';
import { EndedNotices } from '../sending/ended-notices.js';
import { FeedReader } from '../sending/feed-reader.js';
import { type PostOptions } from '../sending/post.js';
import { WebhookSender } from '../sending/webhook-sender.js';
import { WebhookOptions } from '../sending/webhook-options.js';

const SYSTEM: Actor = { kind: 'system', task: 'test' };
/** Nobody stirs: it looks by itself, often. */
const SILENT = { subscribe: () => silence() } as unknown as EventBus;
async function* silence(): AsyncGenerator<never> {
  // Nothing is ever said.
}

export interface StoredDelivery extends Record<string, unknown> {
  readonly id: string;
  readonly subjectId: string;
  readonly state: string;
  readonly attempts: number;
  readonly lastStatus: number | null;
  readonly lastFailure: string | null;
  /** Seconds until it is tried next. */
  readonly dueIn: number;
}

/** A worker's webhooks on a database of a test's own. */
export class WebhookOffice {
  readonly references = new ReferencesOfSubjects();
  private readonly feed = new ChangesOfScope();
  private readonly life: SignOfLife;
  private senders: WebhookSender[] = [];

  constructor(
    private readonly worker: OpenedDatabase,
    private readonly options: {
      readonly secret: string;
      readonly workerUrl: string;
      readonly post?: Omit<PostOptions, 'own'>;
      readonly ownNetworks?: readonly string[];
    },
  ) {
    this.life = new SignOfLife(options.workerUrl);
  }

  /** One more worker. */
  async start(): Promise<void> {
    if (this.senders.length === 0) await this.life.start();
    const { secret, post = {}, ownNetworks = ['127.0.0.0/8'] } = this.options;
    const { database, unitOfWork } = this.worker;
    const sender = new WebhookSender(
      new FeedReader(database, unitOfWork, this.feed, this.references),
      this.ledger(),
      new AccessOptions({ secret, publicUrl: 'https://conference.example', isDemonstration: false }),
      new SystemClock(),
      SILENT,
      new WebhookOptions({ ownNetworks, post, times: { pollMs: 20, leaseMs: 20_000 } }),
    );
    this.senders.push(sender);
    sender.onApplicationBootstrap();
  }

  ledger(): DeliveryLedger {
    const { database, unitOfWork } = this.worker;
    const contacts = {
      coordinators: (_tx: unknown, [bodyId = '']: readonly string[]) => this.coordinators(bodyId),
    };
    const notices = new EndedNotices(
      new Notifications(),
      contacts,
      new StaffDirectory(),
      new ConferenceReference(database, new SystemClock()),
    );
    return new DeliveryLedger(database, unitOfWork, this.life, notices);
  }

  private coordinators(bodyId: string): Promise<BodyContact[]> {
    return Promise.resolve([
      {
        bodyId,
        userId: newId(),
        name: 'Clementine Fictive',
        email: 'clementine@icc.example',
        language: 'fr',
      },
    ]);
  }

  async stop(): Promise<void> {
    await Promise.all(this.senders.map((sender) => sender.onModuleDestroy()));
    this.senders = [];
    await this.life.stop();
  }

  /** An endpoint that is told of what changes from now on. */
  endpoint(of: {
    readonly conferenceId: string;
    readonly bodyId: string | null;
    readonly url: string;
    readonly kinds?: readonly string[];
  }): Promise<string> {
    const id = newId();
    return this.worker.unitOfWork.run(SYSTEM, async (tx) => {
      const place = await this.feed.standing(tx);
      tx.write(
        `INSERT INTO webhooks.endpoint (id, conference_id, body_id, url, kinds, place) VALUES ($1, $2, $3, $4, $5, $6)`,
        [id, of.conferenceId, of.bodyId, of.url, of.kinds ?? null, place],
      );
      return id;
    });
  }

  /** Something changes. */
  async change(
    of: { readonly conferenceId: string; readonly bodyId: string | null },
    ...subjectIds: readonly string[]
  ): Promise<void> {
    for (const subjectId of subjectIds)
      await this.worker.unitOfWork.run(SYSTEM, async (tx) => {
        tx.audit({ ...of, action: 'nomination.submitted', subjectType: 'nomination', subjectId });
      });
  }

  /** Time passes for what waits, and for how long the endpoint has failed. */
  async passes(endpointId: string, hours: number): Promise<void> {
    await this.sql(
      `UPDATE webhooks.delivery SET next_attempt_at = next_attempt_at - $2::float8 * interval '1 hour' WHERE endpoint_id = $1`,
      [endpointId, hours],
    );
    await this.sql(
      `UPDATE webhooks.endpoint SET failing_since = failing_since - $2::float8 * interval '1 hour' WHERE id = $1`,
      [endpointId, hours],
    );
  }

  deliveries(endpointId: string): Promise<StoredDelivery[]> {
    return this.sql<StoredDelivery>(
      `SELECT id, subject_id AS "subjectId", state, attempts, last_status AS "lastStatus", last_failure AS "lastFailure",
         extract(epoch FROM next_attempt_at - clock_timestamp())::float8 AS "dueIn"
       FROM webhooks.delivery WHERE endpoint_id = $1 ORDER BY place, id`,
      [endpointId],
    );
  }

  sql<Row extends Record<string, unknown>>(text: string, values: readonly unknown[] = []): Promise<Row[]> {
    return this.worker.unitOfWork.run(SYSTEM, (tx) => tx.query<Row>(text, values));
  }
}
