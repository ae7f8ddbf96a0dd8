import { Injectable } from '@nestjs/common';
import { type Actor, hasConferenceRole, isId, Refusal } from '#libs/kernel';
import { Database, type Transaction } from '#libs/platform';

const TODAY = `SELECT DISTINCT a.user_id FROM approvals.absence a
  JOIN access.role_grant g ON g.user_id = a.user_id AND g.conference_id = a.conference_id AND g.role = 'HOST_APPROVER' AND g.revoked_at IS NULL
  WHERE a.conference_id = $1 AND a.user_id <> $2 AND clock_timestamp() BETWEEN a.starts_at AND a.ends_at`;

const COLLEAGUE = `SELECT
    EXISTS (SELECT FROM approvals.absence a WHERE a.conference_id = $1 AND a.user_id = $2
      AND clock_timestamp() BETWEEN a.starts_at AND a.ends_at) AS is_absent,
    EXISTS (SELECT FROM access.role_grant g WHERE g.conference_id = $1 AND g.user_id = $2
      AND g.role = 'HOST_APPROVER' AND g.revoked_at IS NULL) AS is_approver`;

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

  /** A signature for somebody else is for an approver who is on record as absent today. Refuses INVALID_INPUT. */
  async requireAbsent(tx: Transaction, conferenceId: string, userId: string): Promise<void> {
    const [colleague] = await tx.query<{ is_absent: boolean; is_approver: boolean }>(COLLEAGUE, [
      conferenceId,
      userId,
    ]);
    if (colleague?.is_absent === true && colleague.is_approver) return;
    const message =
      colleague?.is_approver === true
        ? 'This colleague is not on record as absent today.'
        : 'This colleague is no approver, so nobody can sign off for them.';
    throw new Refusal('INVALID_INPUT', message, ['input', 'onBehalfOfId']);
  }
}
