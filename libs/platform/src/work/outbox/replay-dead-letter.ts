import { Injectable } from '@nestjs/common';
import { type Actor, conferencesReadWhole, forbidden, isId, notFound, Refusal } from '#libs/kernel';
import { Commands } from '../../database/commands/commands.js';
import { type Transaction } from '../../database/transaction.js';
import {
  conferencesToReplay,
  DEAD_LETTER_COLUMNS,
  type DeadLetter,
  deadLetterOf,
  type DeadLetterRow,
} from './dead-letters.js';

const LOAD = `SELECT ${DEAD_LETTER_COLUMNS} FROM platform.outbox WHERE id = $1 FOR NO KEY UPDATE`;

const REPLAY = `UPDATE platform.outbox
  SET failed_at = NULL, error = NULL, attempts = 0, failures = 0, lease_until = NULL, relayed_at = NULL,
    run_at = clock_timestamp(), replayed_at = clock_timestamp()
  WHERE id = $1 AND failed_at IS NOT NULL RETURNING replayed_at`;

/**
 * Lets failed work be tried again, with all its attempts. The relay finds the row within its polling interval.
 * @throws Refusal NOT_FOUND for an unknown id or another conference's, FORBIDDEN for anybody but a host administrator,
 *   ACTION_UNAVAILABLE when it does not wait for a person (any more).
 */
export async function replayDeadLetter(tx: Transaction, id: string): Promise<DeadLetter> {
  const [row] = isId(id) ? await tx.query<DeadLetterRow>(LOAD, [id]) : [];
  if (row === undefined || !mayKnow(tx.actor, row)) throw notFound('failed work');
  const conferences = conferencesToReplay(tx.actor, row);
  if (conferences.length === 0)
    throw forbidden('Only an administrator of the conference lets failed work be tried again.');
  const [replayed] = await tx.query<{ replayed_at: Date }>(REPLAY, [id]);
  if (replayed === undefined)
    throw new Refusal('ACTION_UNAVAILABLE', 'This work does not wait for a person.', ['id']);
  // What belongs to no conference is told in each that the person administers: else nobody could read it.
  for (const conferenceId of conferences)
    tx.audit({
      conferenceId,
      action: 'dead-letter.replayed',
      subjectType: 'dead-letter',
      subjectId: id,
      details: { queue: row.queue, job: row.job, error: row.error },
    });
  return { ...deadLetterOf(row), replayedAt: replayed.replayed_at };
}

/** The host's people of its conference; of any conference where it belongs to none. */
function mayKnow(actor: Actor, { conference_id: conferenceId }: DeadLetterRow): boolean {
  const read = conferencesReadWhole(actor);
  return conferenceId === null ? read.length > 0 : read.includes(conferenceId);
}

/** The same as an act of a client, which may be repeated. */
@Injectable()
export class ReplayDeadLetter {
  constructor(private readonly commands: Commands) {}

  /** Refuses as `replayDeadLetter`, and with IDEMPOTENCY_KEY_REUSED. */
  async run(actor: Actor, key: string, id: string): Promise<DeadLetter> {
    const answer = await this.commands.run(
      actor,
      { operation: 'replayDeadLetter', key, request: { id } },
      async (tx) => {
        const letter = await replayDeadLetter(tx, id);
        return {
          ...letter,
          failedAt: letter.failedAt.toISOString(),
          replayedAt: letter.replayedAt?.toISOString() ?? null,
        };
      },
    );
    return {
      ...answer,
      failedAt: new Date(answer.failedAt),
      replayedAt: answer.replayedAt === null ? null : new Date(answer.replayedAt),
    };
  }
}
