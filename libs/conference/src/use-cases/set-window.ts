import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import { newId, parseInput, Refusal, requireConferenceRole, type UserActor, validId } from '#libs/kernel';
import { Commands, type Transaction } from '#libs/platform';
import { WINDOW_KINDS } from '../domain/conference.js';
import { TIME_WINDOW } from '../persistence/conference.table.js';
import { ConferenceReference } from '../queries/conference-reference.js';

const EARLIEST = new Date('2000-01-01T00:00:00Z');
const LATEST = new Date('2100-01-01T00:00:00Z');
const moment = z
  .date()
  .refine((at) => at >= EARLIEST && at < LATEST, 'Choose a time between the years 2000 and 2099.');

const setWindowInput = z
  .object({
    conferenceId: validId,
    kind: z.enum(WINDOW_KINDS),
    opensAt: moment,
    closesAt: moment,
    expectedOpensAt: z.date().nullish(),
    expectedClosesAt: z.date().nullish(),
  })
  .refine(({ opensAt, closesAt }) => closesAt > opensAt, {
    message: 'A window closes after it has opened: choose a later time.',
    path: ['closesAt'],
  });

// Whoever changes windows of one conference does so one after the other.
const LOCK = 'SELECT id FROM conference.conference WHERE id = $1 FOR NO KEY UPDATE';
const OF_KIND = `SELECT id, opens_at, closes_at FROM conference.time_window WHERE conference_id = $1 AND kind = $2 ORDER BY opens_at, id`;
const DELETE = 'DELETE FROM conference.time_window WHERE id = ANY ($1::uuid[])';

type WindowRow = { id: string; opens_at: Date; closes_at: Date };

/**
 * Says when nominations are open, answers to invitations, substitutions by bodies or changes of delegations. A conference then has
 * one window of this kind.
 */
@Injectable()
export class SetWindow {
  constructor(
    private readonly commands: Commands,
    private readonly reference: ConferenceReference,
  ) {}

  /** Refuses with NOT_FOUND, FORBIDDEN, INVALID_INPUT, VERSION_CONFLICT (there are other times than the caller has seen) and IDEMPOTENCY_KEY_REUSED. */
  async run(actor: UserActor, key: string, raw: unknown): Promise<{ conferenceId: string }> {
    const input = parseInput(setWindowInput, raw);
    const { conferenceId, kind, opensAt, closesAt } = input;
    const done = await this.commands.run(
      actor,
      { operation: 'setWindow', key, request: input },
      async (tx) => {
        requireConferenceRole(
          actor,
          conferenceId,
          ['HOST_ADMINISTRATOR'],
          'Only an administrator of the conference sets its windows.',
        );
        const isChanged = await replace(tx, input);
        if (!isChanged) return { conferenceId };
        tx.audit({
          conferenceId,
          action: 'window.set',
          subjectType: 'conference',
          subjectId: conferenceId,
          details: { kind, opensAt: opensAt.toISOString(), closesAt: closesAt.toISOString() },
        });
        return { conferenceId };
      },
    );
    this.reference.forget();
    return done;
  }
}

/** Answers false where the conference has exactly this window already. */
async function replace(
  tx: Transaction,
  {
    conferenceId,
    kind,
    opensAt,
    closesAt,
    expectedOpensAt,
    expectedClosesAt,
  }: z.output<typeof setWindowInput>,
): Promise<boolean> {
  await tx.query(LOCK, [conferenceId]);
  const [kept, ...others] = await tx.query<WindowRow>(OF_KIND, [conferenceId, kind]);
  const isKept =
    kept?.opens_at.getTime() === opensAt.getTime() && kept.closes_at.getTime() === closesAt.getTime();
  if (isKept && others.length === 0) return false;
  if (isOther(expectedOpensAt, kept?.opens_at) || isOther(expectedClosesAt, kept?.closes_at))
    throw new Refusal(
      'VERSION_CONFLICT',
      'Somebody has set other times meanwhile. Read them, then save yours again or leave them.',
      ['input'],
    );
  if (kept === undefined) tx.insert(TIME_WINDOW, { id: newId(), conferenceId, kind, opensAt, closesAt });
  else tx.update(TIME_WINDOW, kept.id, { opensAt, closesAt });
  if (others.length > 0) tx.write(DELETE, [others.map(({ id }) => id)]);
  return true;
}

/** Left out is not compared; null says that the caller saw none. */
const isOther = (expected: Date | null | undefined, found: Date | undefined): boolean =>
  expected !== undefined && expected?.getTime() !== found?.getTime();
