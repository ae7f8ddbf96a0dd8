import { type FastifyReply } from 'fastify';
import { ApiError } from '../http/api-error.js';
import { BoundedCache } from './bounded-cache.js';
import { bucketName, type Caller } from './caller-name.js';

/** Seconds' worth of objects that a caller who has asked for nothing may ask for at once. */
export const BURST_SECONDS = 20;
/** Callers whose use is remembered; whoever was not heard of for longest starts anew. */
const MOST_CALLERS = 20_000;

/** What a caller may still ask for. */
export interface Allowance {
  /** Objects, rounded down. */
  readonly left: number;
  /** Seconds until there are as many as there can be, rounded up. */
  readonly fullIn: number;
}

interface Bucket {
  left: number;
  /** When that was counted. */
  at: number;
}

/**
 * What each caller may still ask for: a bucket of objects that fills steadily and is charged before anything is
 * executed (reliability, fault 29).
 */
export class RequestBudget {
  private readonly buckets = new BoundedCache<Bucket>(MOST_CALLERS);
  private readonly most: number;
  /** As `RateLimit-Policy` says it (draft-ietf-httpapi-ratelimit-headers-10): so many objects in so many seconds. */
  readonly policy: string;

  /** `now` is a clock in milliseconds that never goes back. */
  constructor(
    private readonly objectsPerSecond: number,
    private readonly now: () => number = () => performance.now(),
  ) {
    this.most = objectsPerSecond * BURST_SECONDS;
    this.policy = `"caller";q=${this.most};w=${BURST_SECONDS}`;
  }

  /** Takes `objects` from the caller's bucket; throws RATE_LIMITED (429) and takes nothing where there are too few. */
  charge(caller: Caller, objects: number): void {
    const bucket = this.bucketOf(bucketName(caller));
    if (bucket.left < objects) {
      throw tooMany(Math.max(1, Math.ceil((objects - bucket.left) / this.objectsPerSecond)));
    }
    bucket.left -= objects;
  }

  /**
   * Takes `objects` where half of a full bucket is left all the same, so that who has much made goes on working beside it.
   * @returns 0, or the milliseconds after which there will be as many; then nothing was taken.
   */
  chargeSpare(caller: Caller, objects: number): number {
    const bucket = this.bucketOf(bucketName(caller));
    const price = Math.min(objects, this.most / 2);
    const missing = this.most / 2 + price - bucket.left;
    if (missing > 0) return Math.ceil((missing / this.objectsPerSecond) * 1_000);
    bucket.left -= price;
    return 0;
  }

  /** What is in the caller's bucket at this moment. */
  allowanceOf(caller: Caller): Allowance {
    const { left } = this.bucketOf(bucketName(caller));
    return { left: Math.floor(left), fullIn: Math.ceil((this.most - left) / this.objectsPerSecond) };
  }

  /** The caller's bucket as it is filled by now. */
  private bucketOf(name: string): Bucket {
    const now = this.now();
    let bucket = this.buckets.get(name);
    if (bucket === undefined) {
      bucket = { left: this.most, at: now };
      this.buckets.set(name, bucket);
    } else {
      bucket.left = Math.min(this.most, bucket.left + ((now - bucket.at) * this.objectsPerSecond) / 1_000);
      bucket.at = now;
    }
    return bucket;
  }
}

/** Where both are said, the allowance fills by when Retry-After says (the draft of RateLimit, section on servers). */
export function tellAllowance(reply: FastifyReply, policy: string, { left, fullIn }: Allowance): void {
  const comeBack = reply.statusCode === 429 ? reply.getHeader('retry-after') : undefined;
  reply.headers({
    'ratelimit-policy': policy,
    ratelimit: `"caller";r=${left};t=${String(comeBack ?? fullIn)}`,
  });
}

function tooMany(seconds: number): ApiError {
  const wait = seconds === 1 ? 'a second' : `${seconds} seconds`;
  return new ApiError(
    'RATE_LIMITED',
    `You have asked for more than one caller may in so short a time. Nothing was done. Wait ${wait} and send it again; smaller pages and fewer fields need less.`,
    429,
    { retryAfter: seconds },
  );
}
