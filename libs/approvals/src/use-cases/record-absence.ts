import { Injectable } from '@nestjs/common';
import { z } from 'zod';
import {
  Clock,
  forbidden,
  hasConferenceRole,
  newId,
  parseInput,
  Refusal,
  requireConferenceRole,
  type UserActor,
  validId,
} from '#libs/kernel';
import { Commands } from '#libs/platform';
import { ABSENCE } from '../persistence/absence.table.js';

const MOST_DAYS = 366;
const DAY_MS = 86_400_000;

const recordAbsenceInput = z
  .object({
    conferenceId: validId,
    userId: validId.nullish().transform((given) => given ?? null),
    startsAt: z.date(),
    endsAt: z.date(),
  })
  .refine(({ startsAt, endsAt }) => endsAt > startsAt, {
    message: 'An absence ends after it has begun: choose a later time.',
    path: ['endsAt'],
  })
  .refine(({ startsAt, endsAt }) => endsAt.getTime() - startsAt.getTime() <= MOST_DAYS * DAY_MS, {
    message: 'Record at most a year at a time.',
    path: ['endsAt'],
  });

const IS_APPROVER = `SELECT EXISTS (SELECT FROM access.role_grant g WHERE g.user_id = $1 AND g.conference_id = $2
  AND g.role = 'HOST_APPROVER' AND g.revoked_at IS NULL) AS "isApprover"`;

/**
 * Puts an approver's absence on record, for which colleagues may sign in their place. One's own, or anybody's for
 * administrators, who sign nothing: nobody makes a colleague absent in order to sign for them.
 */
@Injectable()
export class RecordAbsence {
  constructor(
    private readonly commands: Commands,
    private readonly clock: Clock,
  ) {}

  /** Refuses with NOT_FOUND, FORBIDDEN, INVALID_INPUT and IDEMPOTENCY_KEY_REUSED. */
  async run(actor: UserActor, key: string, raw: unknown): Promise<{ absenceId: string }> {
    const input = parseInput(recordAbsenceInput, raw);
    const { conferenceId, startsAt, endsAt } = input;
    const userId = input.userId ?? actor.userId;
    return this.commands.run(actor, { operation: 'recordAbsence', key, request: input }, async (tx) => {
      requireConferenceRole(
        actor,
        conferenceId,
        ['HOST_ADMINISTRATOR', 'HOST_APPROVER'],
        'Only approvers and administrators of the host record absences.',
      );
      if (userId !== actor.userId && !hasConferenceRole(actor, conferenceId, 'HOST_ADMINISTRATOR'))
        throw forbidden('You record your own absence; an administrator records those of others.');
      if (endsAt <= this.clock.now())
        throw new Refusal('INVALID_INPUT', 'This time is over. Choose an end in the future.', [
          'input',
          'endsAt',
        ]);
      const [row] = await tx.query<{ isApprover: boolean }>(IS_APPROVER, [userId, conferenceId]);
      if (row?.isApprover !== true)
        throw new Refusal('INVALID_INPUT', 'Choose an approver: only for approvers do colleagues sign.', [
          'input',
          'userId',
        ]);
      const absenceId = newId();
      tx.insert(ABSENCE, { id: absenceId, conferenceId, userId, startsAt, endsAt });
      tx.audit({
        conferenceId,
        action: 'absence.recorded',
        subjectType: 'user',
        subjectId: userId,
        details: { absenceId, startsAt: startsAt.toISOString(), endsAt: endsAt.toISOString() },
      });
      return { absenceId };
    });
  }
}
