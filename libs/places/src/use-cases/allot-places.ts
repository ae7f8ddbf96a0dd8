import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import {
  newId,
  notFound,
  parseInput,
  Refusal,
  requireConferenceRole,
  type UserActor,
  validId,
} from '#libs/kernel';
import { Commands, type Transaction } from '#libs/platform';
import { HostNotices } from '../notices/host-notices.js';
import { promiseToFill } from '../places.jobs.js';
import { type BalanceRow, isQuotaOverrun } from '../persistence/quota-ledger.js';
import { QUOTA_ENTRY } from '../persistence/quota.table.js';
import { type Ask } from '../persistence/ask.js';
import { addedPlaces, modeOf, ReserveLine } from '../queries/reserve-line.js';

const MOST_PLACES = 1_000_000;
const places = z
  .number()
  .int('Use a whole number.')
  .min(0, 'Use 0 or more.')
  .max(MOST_PLACES, 'Use at most 1,000,000.');

const allotPlacesInput = z.object({
  conferenceId: validId,
  bodyId: validId,
  constituencyId: validId,
  allotted: places,
  expectedAllotted: z
    .number()
    .int()
    .nullish()
    .transform((given) => given ?? null),
});
type AllotPlacesInput = z.output<typeof allotPlacesInput>;

export const LOAD_BODY = `SELECT EXISTS (SELECT FROM conference.constituency c WHERE c.id = $3 AND c.conference_id = b.conference_id)
    AS has_constituency FROM conference.body b WHERE b.id = $1 AND b.conference_id = $2`;
/** Two first allotments at the same time make one row. */
const INSERT_QUOTA = `INSERT INTO nominations.quota (id, conference_id, body_id, constituency_id, allotted)
  VALUES ($1, $2, $3, $4, 0) ON CONFLICT (body_id, constituency_id) DO NOTHING`;
export const LOCK_QUOTA = `SELECT q.id, q.body_id, q.constituency_id, q.allotted, q.overridden, q.held, q.consumed
  FROM nominations.quota q WHERE q.body_id = $1 AND q.constituency_id = $2 FOR UPDATE`;
/** $3: added places that somebody waits for. A free place that is taken back is no longer on offer to the reserves. */
export const ALLOT = `UPDATE nominations.quota SET allotted = $2,
  on_offer = least(greatest(on_offer, $3), $2 + overridden - held - consumed) WHERE id = $1`;
/** Sets how many places a body has for a constituency. The difference goes into the ledger; what is taken stays taken. */
@Injectable()
export class AllotPlaces {
  constructor(
    private readonly commands: Commands,
    private readonly notices: HostNotices,
    private readonly line: ReserveLine,
  ) {}

  /**
   * Refuses with NOT_FOUND, FORBIDDEN, INVALID_INPUT, VERSION_CONFLICT (not what was expected any more), QUOTA_SPENT (fewer
   * than are taken) and IDEMPOTENCY_KEY_REUSED. The present balance is read by the edge, outside this transaction.
   */
  async run(
    actor: UserActor,
    key: string,
    raw: unknown,
  ): Promise<{ bodyId: string; constituencyId: string }> {
    const input = parseInput(allotPlacesInput, raw);
    const { bodyId, constituencyId } = input;
    try {
      return await this.commands.run(actor, { operation: 'allotPlaces', key, request: input }, async (tx) => {
        await authorise(tx, actor, input);
        await this.allot(tx, actor, input);
        return { bodyId, constituencyId };
      });
    } catch (error) {
      throw isQuotaOverrun(error) ? tooFew() : error;
    }
  }

  /** The quota row is the last in the house's order of locks, and the only one here. */
  private async allot(tx: Transaction, actor: UserActor, input: AllotPlacesInput): Promise<void> {
    const { conferenceId, bodyId, constituencyId, allotted, expectedAllotted } = input;
    if (expectedAllotted === null) tx.write(INSERT_QUOTA, [newId(), conferenceId, bodyId, constituencyId]);
    const [quota] = await tx.query<BalanceRow>(LOCK_QUOTA, [bodyId, constituencyId]);
    if (quota === undefined || quota.allotted !== (expectedAllotted ?? 0)) {
      throw new Refusal(
        'VERSION_CONFLICT',
        'Somebody has changed these places since you looked at them. Look at them again.',
        ['input', 'expectedAllotted'],
      );
    }
    if (allotted + quota.overridden < quota.held + quota.consumed) throw tooFew();
    const difference = allotted - quota.allotted;
    if (difference === 0) return;
    const entryId = newId();
    const offered = await this.offer(tx, input, difference, entryId);
    tx.write(ALLOT, [quota.id, allotted, offered]);
    tx.insert(QUOTA_ENTRY, {
      id: entryId,
      conferenceId,
      bodyId,
      quotaId: quota.id,
      kind: 'ALLOCATE',
      heldDelta: 0,
      consumedDelta: 0,
      allottedDelta: difference,
      byUser: actor.userId,
    });
    tx.audit({
      conferenceId,
      bodyId,
      action: 'quota.allotted',
      subjectType: 'quota',
      subjectId: quota.id,
      details: { constituencyId, allotted, difference },
    });
  }

  /** Added places that somebody waits for go to the reserve list as the conference says. Answers how many those are. */
  private async offer(
    tx: Transaction,
    { conferenceId, bodyId, constituencyId }: AllotPlacesInput,
    difference: number,
    entryId: string,
  ): Promise<number> {
    if (difference < 0) return 0;
    const ask: Ask = (text, values) => tx.query(text, values);
    const place = { bodyId, constituencyId };
    const [mode, offered] = await Promise.all([
      modeOf(ask, conferenceId),
      this.line.after(ask, [{ ...place, delta: addedPlaces(difference) }]),
    ]);
    const [first] = offered;
    if (first === undefined) return 0;
    if (mode === 'AT_ONCE') promiseToFill(tx, conferenceId, place);
    else {
      const notices = await this.notices.of(tx, conferenceId, offered);
      await this.notices.freed(tx, conferenceId, notices, { type: 'quota-entry', id: entryId });
    }
    return first.count;
  }
}

async function authorise(tx: Transaction, actor: UserActor, input: AllotPlacesInput): Promise<void> {
  requireConferenceRole(
    actor,
    input.conferenceId,
    ['HOST_ADMINISTRATOR'],
    'Only an administrator of the conference allots places.',
  );
  const [body] = await tx.query<{ has_constituency: boolean }>(LOAD_BODY, [
    input.bodyId,
    input.conferenceId,
    input.constituencyId,
  ]);
  if (body === undefined) throw new Refusal('NOT_FOUND', notFound('body').message, ['input', 'bodyId']);
  if (!body.has_constituency)
    throw new Refusal('NOT_FOUND', notFound('constituency').message, ['input', 'constituencyId']);
}

const tooFew = (): Refusal =>
  new Refusal(
    'QUOTA_SPENT',
    'More places than these are taken. Allot at least as many as are held and used.',
    ['input', 'allotted'],
  );
