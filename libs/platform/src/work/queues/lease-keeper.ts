import { type SignOfLife } from '../outbox/sign-of-life.js';
import { type Claim, type OutboxLedger } from '../outbox/outbox-ledger.js';

/** Somebody else may have the job by now; nothing that this attempt still does counts. */
export class LeaseLost extends Error {
  override readonly name = 'LeaseLost';
}

/** How often within a lease it is looked at, and after how many looks renewed. */
const LOOKS = 12;
const LOOKS_A_RENEWAL = 4;

interface Held {
  readonly claim: Claim;
  readonly controller: AbortController;
  /** performance.now() when the lease was last known to run for its full length. */
  renewedAt: number;
}

/** Prolongs the leases of all jobs at work, three times within their length and in one statement. */
export class LeaseKeeper {
  private readonly held = new Map<string, Held>();
  private timer: NodeJS.Timeout | undefined;
  private looks = 0;

  constructor(
    private readonly ledger: OutboxLedger,
    private readonly leaseMs: number,
    private readonly life: Pick<SignOfLife, 'safeMs'>,
  ) {}

  /** Until `letGo`, the lease is renewed; when it is lost all the same, the controller is aborted with LeaseLost. */
  hold(claim: Claim, controller: AbortController, claimedAt: number): void {
    this.held.set(claim.token + claim.id, { claim, controller, renewedAt: claimedAt });
    this.timer ??= setInterval(() => this.look(), this.leaseMs / LOOKS);
  }

  letGo(claim: Claim): void {
    this.held.delete(claim.token + claim.id);
    if (this.held.size === 0) {
      clearInterval(this.timer);
      this.timer = undefined;
      this.looks = 0;
    }
  }

  /** What is at work, for a worker that is told to stop hard. */
  get controllers(): AbortController[] {
    return [...this.held.values()].map(({ controller }) => controller);
  }

  private look(): void {
    this.looks += 1;
    if (this.looks % LOOKS_A_RENEWAL === 0) void this.renew();
    this.abortOverdue();
  }

  private async renew(): Promise<void> {
    const asked = [...this.held.values()];
    const askedAt = performance.now();
    try {
      const ours = await this.ledger.renew(asked.map(({ claim }) => claim));
      for (const held of asked) {
        if (ours.has(held.claim.id)) held.renewedAt = askedAt;
        else held.controller.abort(new LeaseLost('another worker has the job'));
      }
    } catch {
      // The database does not answer: what is at work goes on as long as nobody else can have been given it.
    }
  }

  /** Also while the answer to a renewal is waited for. */
  private abortOverdue(): void {
    const safeMs = this.life.safeMs(this.leaseMs);
    const now = performance.now();
    for (const { renewedAt, controller } of this.held.values())
      if (now - renewedAt >= safeMs)
        controller.abort(new LeaseLost('the lease could not be renewed in time'));
  }
}
