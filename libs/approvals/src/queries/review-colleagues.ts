import { Injectable } from '@nestjs/common';
import { type Actor, conferencesReadWhole, isId } from '#libs/kernel';
import { Database, inHostSight } from '#libs/platform';
import { type Stage } from '../domain/approval-plan.js';

/** Somebody to whom reviews can be given, and how much they are on. */
export interface ReviewColleague {
  readonly userId: string;
  readonly stages: readonly Stage[];
  readonly isAbsent: boolean;
  readonly claims: number;
}

/** How many of the host's staff are listed. */
export const MOST_COLLEAGUES = 500;

const OF_CONFERENCE = `SELECT h.user_id AS "userId",
    array_agg(DISTINCT CASE h.role WHEN 'HOST_OFFICER' THEN 'REVIEW' ELSE 'SIGN_OFF' END) AS stages,
    EXISTS (SELECT FROM approvals.absence a WHERE a.user_id = h.user_id AND a.conference_id = $1
      AND clock_timestamp() BETWEEN a.starts_at AND a.ends_at) AS "isAbsent",
    (SELECT count(*)::int FROM approvals.standing_claim c WHERE c.user_id = h.user_id AND c.conference_id = $1) AS claims
  FROM access.held_role h WHERE h.conference_id = $1 AND ${inHostSight('h', 2)} AND h.role IN ('HOST_OFFICER', 'HOST_APPROVER')
  GROUP BY h.user_id ORDER BY h.user_id LIMIT ${MOST_COLLEAGUES}`;

/** Officers and approvers of the host; nobody for everybody else. */
@Injectable()
export class ReviewColleagues {
  constructor(private readonly database: Database) {}

  async ofConference(actor: Actor, conferenceId: string): Promise<readonly ReviewColleague[]> {
    if (!isId(conferenceId)) return [];
    return this.database.read<ReviewColleague & Record<string, unknown>>(actor, OF_CONFERENCE, [
      conferenceId,
      conferencesReadWhole(actor),
    ]);
  }
}
