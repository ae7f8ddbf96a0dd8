import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { parseInput, Refusal, type RefusalExtras, InvalidInput, type UserActor } from '#libs/kernel';
import { nextSlice } from '../../turns/slices.js';
import { type Act, type ActPerformer } from './act.js';
import { sqlState } from '../database.js';
import { bindingKeyOf, type Command, Commands, refuseMalformedKey, tryOut } from './commands.js';

/** How many things one request may act on. */
export const MOST_MANY = 1_000;
/** How many of them are under way at a time where their order does not matter: as many as one caller's requests. */
const AT_A_TIME = 4;
const UNIQUE_VIOLATION = '23505';

/** One thing to act on, at the version that was read. */
export interface ManyItem {
  readonly id: string;
  readonly version: number;
}

export interface ManyRequest {
  readonly key: string;
  readonly items: readonly ManyItem[];
  /** Tells what would be done, and does nothing. */
  readonly isDryRun: boolean;
  /** The rest of the input, the same for all, as it came. */
  readonly shared: Readonly<Record<string, unknown>>;
}

/** What became of one thing; without refusals it was done, or would be. */
export interface ManyOutcome {
  readonly refusals: readonly Refusal[];
}

/** What of a refusal is kept with the answer to the request. */
interface KeptRefusal {
  readonly code: string;
  readonly message: string;
  readonly path: readonly string[];
  readonly extras: RefusalExtras;
}

/**
 * Does an act to many things: each by the act itself, in a transaction of its own under a key of its own, so that the refusal of one
 * stops no other. The key is bound with the first that is done, and the outcomes are kept once all are known: the same request sent
 * again hears the same. One that was cut off in
 * the middle, by a crash for example, goes on when it is sent again: what was done is not done twice.
 */
@Injectable()
export class ManyActs {
  constructor(private readonly commands: Commands) {}

  /**
   * Outcomes in the order of the items. Refuses the whole, before anything is done, with INVALID_INPUT (no items, more than 1,000, one
   * twice, a mistake in what is the same for all) and IDEMPOTENCY_KEY_REUSED.
   */
  async run(
    { act, performer }: { readonly act: Act; readonly performer: ActPerformer },
    actor: UserActor,
    request: ManyRequest,
  ): Promise<readonly ManyOutcome[]> {
    const { key, items, isDryRun, shared } = request;
    refuseMalformedKey(key);
    refuseOddItems(items);
    parseInput(act.input, { ...shared, version: 1 });
    const inputOf = counting(act, request);
    const perform = (item: ManyItem): Promise<ManyOutcome> =>
      outcomeOf(() => performer.run(actor, item.id, derivedKey(key, item.id), inputOf(item)));
    const performAll = (some: readonly ManyItem[]): Promise<ManyOutcome[]> =>
      inLanes(act.many?.isInOrder === true ? 1 : AT_A_TIME, some, async (item) => {
        await nextSlice(actor);
        return perform(item);
      });
    if (isDryRun) return tryOut(() => performAll(items));
    const whole = { operation: `${act.name}Many`, request: [items, shared], key };
    const kept = { ...whole, key: derivedKey(key, 'outcomes') };
    const first: ManyOutcome[] = [];
    if ((await this.commands.answerTo(actor, whole)) === undefined) {
      // One after the other up to the first that is done: it binds the key to this request.
      for (const item of items) {
        const outcome = await this.binding(actor, whole, () => perform(item));
        first.push(outcome);
        if (outcome.refusals.length === 0) break;
      }
      // As of an act alone: a request of which nothing was done is not kept.
      if (first.every(({ refusals }) => refusals.length > 0)) return first;
    } else {
      const known = await this.commands.answerTo<Kept>(actor, kept);
      if (known !== undefined) return read(known);
    }
    const others = await performAll(items.slice(first.length));
    return read(await this.keep(actor, kept, [...first, ...others]));
  }

  /** Does one, and binds the key of the whole with it; where that is bound by now, to the same request, does it without. */
  private async binding(
    actor: UserActor,
    whole: Command,
    perform: () => Promise<ManyOutcome>,
  ): Promise<ManyOutcome> {
    try {
      return await bindingKeyOf(whole, perform);
    } catch (error) {
      if (sqlState(error) !== UNIQUE_VIOLATION) throw error;
      if ((await this.commands.answerTo(actor, whole)) === undefined) throw error;
      return perform();
    }
  }

  /** Of two that are under way with the same key the outcomes that are kept first are told by both. */
  private keep(actor: UserActor, command: Command, outcomes: readonly ManyOutcome[]): Promise<Kept> {
    const kept: Kept = { outcomes: outcomes.map(({ refusals }) => JSON.stringify(refusals.map(toKept))) };
    return this.commands.run(actor, command, () => Promise.resolve(kept));
  }
}

/** Outcomes as they are kept: of each its refusals as JSON. */
type Kept = { readonly outcomes: readonly string[] };

const toKept = ({ code, message, path, extras }: Refusal): KeptRefusal => ({ code, message, path, extras });

const read = ({ outcomes }: Kept): ManyOutcome[] =>
  outcomes.map((refusals) => ({
    refusals: (JSON.parse(refusals) as KeptRefusal[]).map(
      ({ code, message, path, extras }) => new Refusal(code, message, path, extras),
    ),
  }));

/** Of what matches a filter no more is taken than can be acted on. */
export function refuseTooMany(matching: number): void {
  if (matching <= MOST_MANY) return;
  throw new Refusal(
    'INVALID_INPUT',
    `More than ${MOST_MANY.toLocaleString('en')} match, and no more can be done at a time. Narrow the filter.`,
    ['filter'],
  );
}

function refuseOddItems(items: readonly ManyItem[]): void {
  const refuse = (message: string): never => {
    throw new Refusal('INVALID_INPUT', message, ['input', 'items']);
  };
  if (items.length === 0) refuse('Name at least one.');
  if (items.length > MOST_MANY)
    refuse(`These are ${items.length}: at most ${MOST_MANY.toLocaleString('en')} can be done at a time.`);
  if (new Set(items.map(({ id }) => id)).size < items.length) refuse('One of them is named twice.');
}

/** What is asked of each: the same, but for a number that goes on from one to the next. */
function counting({ many }: Act, { items, shared }: ManyRequest): (item: ManyItem) => object {
  const counted = many?.counted ?? '';
  const first = shared[counted];
  if (typeof first !== 'number') return ({ version }) => ({ ...shared, version });
  const numbers = new Map(items.map(({ id }, index) => [id, first + index]));
  return ({ id, version }) => ({ ...shared, [counted]: numbers.get(id), version });
}

/** The key of a part of a request: as long as any, and another for each part. */
const derivedKey = (key: string, part: string): string =>
  `many:${createHash('sha256')
    .update(JSON.stringify([key, part]))
    .digest('hex')}`;

/** What is no refusal is thrown, and ends the whole. */
async function outcomeOf(act: () => Promise<unknown>): Promise<ManyOutcome> {
  try {
    await act();
    return { refusals: [] };
  } catch (error) {
    if (error instanceof Refusal) return { refusals: [error] };
    if (error instanceof InvalidInput) return { refusals: error.problems };
    throw error;
  }
}

/** Does something with each of a list, so many at a time, begun in their order; after a failure nothing more is begun. */
async function inLanes<Item, Result>(
  lanes: number,
  items: readonly Item[],
  work: (item: Item) => Promise<Result>,
): Promise<Result[]> {
  const results = new Array<Result>(items.length);
  const left = items.entries();
  let hasFailed = false;
  const lane = async (): Promise<void> => {
    for (const [index, item] of left) {
      if (hasFailed) return;
      results[index] = await work(item).catch((error: unknown) => {
        hasFailed = true;
        throw error;
      });
    }
  };
  const ends = await Promise.allSettled(Array.from({ length: lanes }, lane));
  for (const end of ends) if (end.status === 'rejected') throw end.reason;
  return results;
}
