import { Injectable } from '@nestjs/common';
import {
  conferencesReadWhole,
  forbidden,
  hasConferenceRole,
  isId,
  notFound,
  type UserActor,
} from '#libs/kernel';
import { Commands, inHostSight } from '#libs/platform';

const LOAD = `SELECT a.conference_id AS "conferenceId", a.user_id AS "userId", a.starts_at >= clock_timestamp() AS "isAhead"
  FROM approvals.absence a WHERE a.id = $1 AND ${inHostSight('a', 2)}`;
const END = `UPDATE approvals.absence SET ends_at = clock_timestamp() WHERE id = $1 AND ends_at > clock_timestamp()`;
const REMOVE = 'DELETE FROM approvals.absence WHERE id = $1';

interface Loaded extends Record<string, unknown> {
  conferenceId: string;
  userId: string;
  isAhead: boolean;
}

/** Somebody is back: from now on nobody signs in their place. Ending twice is no mistake. */
@Injectable()
export class EndAbsence {
  constructor(private readonly commands: Commands) {}

  /** Refuses with NOT_FOUND, FORBIDDEN and IDEMPOTENCY_KEY_REUSED. */
  async run(actor: UserActor, id: string, key: string): Promise<{ absenceId: string }> {
    return this.commands.run(actor, { operation: 'endAbsence', key, request: { id } }, async (tx) => {
      const [absence] = isId(id) ? await tx.query<Loaded>(LOAD, [id, conferencesReadWhole(actor)]) : [];
      if (absence === undefined) throw notFound('absence');
      const { conferenceId, userId, isAhead } = absence;
      if (userId !== actor.userId && !hasConferenceRole(actor, conferenceId, 'HOST_ADMINISTRATOR'))
        throw forbidden('You end your own absence; an administrator ends those of others.');
      // What has not begun was never acted upon: it goes, and the trail keeps that it was there.
      const isChanged = (await tx.execute(isAhead ? REMOVE : END, [id])) === 1;
      if (isChanged) {
        tx.audit({
          conferenceId,
          action: 'absence.ended',
          subjectType: 'user',
          subjectId: userId,
          details: { absenceId: id },
        });
      }
      return { absenceId: id };
    });
  }
}
