import { type Transaction } from '#libs/platform';
import { type Claimable, type Colleague } from '../domain/claims.js';

/** Locks the open reviews of these subjects, in the order of the subjects. What is read of them comes in a statement of its own, after. */
const LOCK = `SELECT r.id FROM approvals.review r WHERE r.conference_id = $1 AND r.subject_type = $2 AND r.subject_id = ANY ($3::uuid[])
  AND r.closed_at IS NULL ORDER BY r.subject_id FOR UPDATE`;

const CLAIMABLE = `SELECT r.id, r.subject_id AS "subjectId", r.stage, r.stage_round AS round, r.created_by AS "createdBy",
    r.last_edited_by AS "lastEditedBy", r.recommended_by AS "recommendedBy", r.signed_off_by AS "signedOffBy",
    r.involved_before || ARRAY(SELECT i.user_id FROM approvals.involvement i WHERE i.subject_id = r.subject_id) AS involved,
    c.user_id AS "claimedBy"
  FROM approvals.review r LEFT JOIN approvals.standing_claim c ON c.review_id = r.id
  WHERE r.conference_id = $1 AND r.subject_type = $2 AND r.subject_id = ANY ($3::uuid[]) AND r.closed_at IS NULL AND r.stage <> 'RELEASE'`;

const COLLEAGUES = `SELECT h.user_id AS "userId", array_agg(DISTINCT h.role) AS roles,
    EXISTS (SELECT FROM approvals.absence a WHERE a.user_id = h.user_id AND a.conference_id = $1
      AND clock_timestamp() BETWEEN a.starts_at AND a.ends_at) AS "isAbsent"
  FROM access.held_role h WHERE h.conference_id = $1 AND h.user_id = ANY ($2::uuid[]) AND h.role IN ('HOST_OFFICER', 'HOST_APPROVER')
  GROUP BY h.user_id`;

const LOADS = `SELECT c.user_id AS "userId", count(*)::int AS count FROM approvals.standing_claim c
  WHERE c.conference_id = $1 AND c.user_id = ANY ($2::uuid[]) GROUP BY c.user_id`;

/** What was there is over, whether it still stood or not. */
export const END_CLAIMS = `UPDATE approvals.claim SET ended_at = clock_timestamp() WHERE review_id = ANY ($1::uuid[]) AND ended_at IS NULL`;

/** Which reviews: of subjects of one type in one conference. */
export interface Reviewed {
  readonly conferenceId: string;
  readonly type: string;
  readonly subjectIds: readonly string[];
}

const valuesOf = ({ conferenceId, type, subjectIds }: Reviewed): unknown[] => [
  conferenceId,
  type,
  subjectIds,
];

export async function lockReviews(tx: Transaction, of: Reviewed): Promise<void> {
  await tx.query(LOCK, valuesOf(of));
}

/** Those that wait for somebody, with who is on them. */
export const loadClaimable = (tx: Transaction, of: Reviewed): Promise<Claimable[]> =>
  tx.query<Claimable & Record<string, unknown>>(CLAIMABLE, valuesOf(of));

/** Those of these people who act for the host, in the order in which they were named. */
export async function loadColleagues(
  tx: Transaction,
  conferenceId: string,
  userIds: readonly string[],
): Promise<Colleague[]> {
  const rows = await tx.query<Colleague & Record<string, unknown>>(COLLEAGUES, [conferenceId, userIds]);
  return userIds.flatMap((id) => rows.filter(({ userId }) => userId === id));
}

/** How many reviews each of them is on. */
export async function loadLoads(
  tx: Transaction,
  conferenceId: string,
  userIds: readonly string[],
): Promise<ReadonlyMap<string, number>> {
  const rows = await tx.query<{ userId: string; count: number }>(LOADS, [conferenceId, userIds]);
  return new Map(rows.map(({ userId, count }) => [userId, count]));
}
