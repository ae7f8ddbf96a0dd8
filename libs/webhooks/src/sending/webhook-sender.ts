import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { Clock } from '#libs/kernel';
import { AccessOptions } from '#libs/access';
import { CONFERENCE_CHANGES, EventBus, isDatabaseUnavailable } from '#libs/platform';
import { type Answer } from '../domain/answer.js';
import { outcomeOf } from '../domain/outcome.js';
import { payloadOf } from '../domain/payload.js';
import { signatureOf, signingSecret } from '../domain/signature.js';
import { type OwnNetworks, webhookAddress } from '../domain/webhook-address.js';
import { WebhookOptions } from './webhook-options.js';
import { type Claim, DeliveryLedger } from './delivery-ledger.js';
import { FeedReader } from './feed-reader.js';
import { Post } from './post.js';

const USUAL_TIMES = { pollMs: 1_000, leaseMs: 20_000 };
/** Deliveries under way to one endpoint, and in this process. Whoever hangs has one, so that nobody waits for them. */
const OF_ONE_ENDPOINT = 32;
const IN_ALL = 1_000;
/** After news has stirred, how often it is looked at: an older transaction may still hold the feed back. */
const STIRRED_MS = 100;
const LOOKS_AFTER_NEWS = 5;
/** What is under way when the process stops has so long to end. */
const LAST_ANSWERS_MS = 5_000;

/**
 * Reads the feed for all endpoints and sends what is due, in every worker: the rows say who has what. Woken by what stirs
 * subscriptions, by answers, and each second by itself.
 */
@Injectable()
export class WebhookSender implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly log = new Logger('Webhooks');
  private readonly post: Post;
  private readonly busy = new Map<string, number>();
  private readonly underWay = new Set<Promise<void>>();
  private readonly watched = new Map<string, AsyncIterableIterator<unknown>>();
  /** Endpoints that have room since the last claim. */
  private readonly freed = new Set<string>();
  private readonly times: typeof USUAL_TIMES;
  private readonly ownNetworks: OwnNetworks;
  private timer: NodeJS.Timeout | undefined;
  private looking: Promise<void> = Promise.resolve();
  private claiming: Promise<void> | undefined;
  private isStirred = false;
  private isLooking = false;
  private looksLeft = 0;
  private isStopped = false;

  constructor(
    private readonly reader: FeedReader,
    private readonly ledger: DeliveryLedger,
    private readonly access: AccessOptions,
    private readonly clock: Clock,
    private readonly events: EventBus,
    { values }: WebhookOptions,
  ) {
    this.times = { ...USUAL_TIMES, ...values.times };
    this.ownNetworks = values.ownNetworks;
    this.post = new Post({ ...values.post, own: values.ownNetworks });
  }

  onApplicationBootstrap(): void {
    this.plan(0);
  }

  /** Begins nothing more, and lets what is under way end. What does not is sent again by another worker, under the same id. */
  async onModuleDestroy(): Promise<void> {
    this.isStopped = true;
    clearTimeout(this.timer);
    for (const events of this.watched.values()) void events.return?.();
    await Promise.all([this.looking, this.claiming]);
    let timer: NodeJS.Timeout | undefined;
    const patience = new Promise<void>((over) => (timer = setTimeout(over, LAST_ANSWERS_MS)));
    await Promise.race([Promise.all(this.underWay), patience]);
    clearTimeout(timer);
    this.post.close();
  }

  /** Looks soon, and some times more. */
  private stir(): void {
    this.looksLeft = LOOKS_AFTER_NEWS;
    if (this.isLooking) this.isStirred = true;
    else this.plan(0);
  }

  private plan(delayMs: number): void {
    clearTimeout(this.timer);
    if (this.isStopped) return;
    this.timer = setTimeout(() => {
      this.isLooking = true;
      this.looking = this.look().then((isMore) => {
        this.isLooking = false;
        const wasStirred = this.isStirred;
        this.isStirred = false;
        this.looksLeft = Math.max(0, this.looksLeft - 1);
        this.plan(isMore || wasStirred ? 0 : this.looksLeft > 0 ? STIRRED_MS : this.times.pollMs);
      });
    }, delayMs);
  }

  /** Everything once: the feed, tests, what is due. Whether to look again at once. */
  private async look(): Promise<boolean> {
    try {
      const { conferenceIds, isMore } = await this.reader.read();
      this.watch(conferenceIds);
      for (const claim of await this.ledger.claimTests(this.times.leaseMs)) this.begin(claim);
      await this.claiming;
      await this.claim(null);
      return isMore;
    } catch (error) {
      this.tell(error);
      return false;
    }
  }

  private watch(conferenceIds: readonly string[]): void {
    for (const id of conferenceIds) {
      if (this.watched.has(id) || this.isStopped) continue;
      const events = this.events.subscribe(`${CONFERENCE_CHANGES}:${id}`);
      this.watched.set(id, events);
      void this.hear(events);
    }
  }

  private async hear(events: AsyncIterableIterator<unknown>): Promise<void> {
    for (;;) {
      if ((await events.next()).done === true || this.isStopped) return;
      this.stir();
    }
  }

  private async claim(endpointIds: readonly string[] | null): Promise<void> {
    const inAll = IN_ALL - this.underWay.size;
    if (this.isStopped || inAll <= 0) return;
    const room = { endpointIds, busy: this.busy, ofOne: OF_ONE_ENDPOINT, inAll };
    for (const claim of await this.ledger.claim(room, this.times.leaseMs)) this.begin(claim);
  }

  private begin(claim: Claim): void {
    const { endpointId } = claim;
    this.busy.set(endpointId, (this.busy.get(endpointId) ?? 0) + 1);
    const sending = this.send(claim).then(() => {
      this.underWay.delete(sending);
      const left = (this.busy.get(endpointId) ?? 1) - 1;
      if (left === 0) this.busy.delete(endpointId);
      else this.busy.set(endpointId, left);
      this.freed.add(endpointId);
      this.claiming ??= this.claimFreed();
    });
    this.underWay.add(sending);
  }

  /** Fills the room that answers have made, for all that have come meanwhile by one claim. */
  private async claimFreed(): Promise<void> {
    try {
      while (this.freed.size > 0 && !this.isStopped) {
        await new Promise((turned) => setImmediate(turned));
        const ids = [...this.freed];
        this.freed.clear();
        await this.claim(ids);
      }
    } catch (error) {
      // The next look finds what waits.
      this.freed.clear();
      this.tell(error);
    } finally {
      this.claiming = undefined;
    }
  }

  private async send(claim: Claim): Promise<void> {
    try {
      const answer = await this.attempt(claim);
      // Cut off by our own end: the receiver is not to blame.
      if (this.isStopped && answer.kind === 'failed') return;
      const attempt = { kind: claim.kind, attempt: claim.attempts + 1 };
      const outcome = outcomeOf(answer, attempt, { chance: Math.random(), now: this.clock.now() });
      await this.ledger.mark(claim, answer, outcome);
    } catch (error) {
      // Its lease runs out, and it is sent again.
      this.tell(error);
    }
  }

  private attempt(claim: Claim): Promise<Answer> {
    const { id, endpointId, secretNumber, isFormerSigning } = claim;
    const url = this.reachable(claim.url);
    if (url === undefined) return Promise.resolve({ kind: 'failed', reason: 'NOT_PUBLIC' });
    const payload = payloadOf(claim);
    const timestamp = Math.floor(this.clock.now().getTime() / 1_000);
    const numbers = isFormerSigning && secretNumber > 1 ? [secretNumber, secretNumber - 1] : [secretNumber];
    const secrets = numbers.map((number) => signingSecret(this.access.values.secret, endpointId, number));
    const headers = {
      'content-type': 'application/json',
      'user-agent': 'Plenary-Webhooks/1',
      'webhook-id': id,
      'webhook-timestamp': String(timestamp),
      'webhook-signature': signatureOf({ id, timestamp, payload }, secrets),
    };
    return this.post.send(url, headers, payload);
  }

  /** Undefined where the operators have taken back the network that the address is in. */
  private reachable(url: string): URL | undefined {
    try {
      return webhookAddress(url, this.ownNetworks);
    } catch {
      return undefined;
    }
  }

  private tell(error: unknown): void {
    if (this.isStopped) return;
    if (isDatabaseUnavailable(error)) this.log.warn('Webhooks wait for the database');
    else this.log.error('Webhooks failed', error instanceof Error ? error.stack : String(error));
  }
}
