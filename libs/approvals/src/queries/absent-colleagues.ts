import { Injectable } from '@nestjs/common';
import { type Actor, hasConferenceRole, isId } from '#libs/kernel';
import { Database } from '#libs/platform';

const TODAY = `SELECT DISTINCT a.user_id FROM approvals.absence a
  JOIN access.role_grant g ON g.user_id = a.user_id AND g.conference_id = a.conference_id AND g.role = 'HOST_APPROVER' AND g.revoked_at IS NULL
  WHERE a.conference_id = $1 AND a.user_id <> $2 AND clock_timestamp() BETWEEN a.starts_at AND a.ends_at`;

/** Approvers who are on record as absent now, for whom a colleague may sign. */
@Injectable()
export class AbsentColleagues {
  constructor(private readonly database: Database) {}

  async ofToday(actor: Actor, conferenceId: string): Promise<string[]> {
    if (actor.kind !== 'user' || !isId(conferenceId)) return [];
    if (!hasConferenceRole(actor, conferenceId, 'HOST_APPROVER')) return [];
    const rows = await this.database.read<{ user_id: string }>(actor, TODAY, [conferenceId, actor.userId]);
    return rows.map((row) => row.user_id);
  }
}
