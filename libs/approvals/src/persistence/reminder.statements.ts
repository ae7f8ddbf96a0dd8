import { type Transaction } from '#libs/platform';

/** What a reminder says of a review that waits, and the day that it is at the conference. */
export interface WaitingReview {
  readonly id: string;
  readonly conferenceId: string;
  readonly conferenceName: string;
  readonly timeZone: string;
  readonly bodyName: string;
  readonly dueAt: Date;
  /** As `2011-11-01`. */
  readonly day: string;
}

const TODAY = `(clock_timestamp() AT TIME ZONE c.time_zone)::date`;
const WAITING = `SELECT r.id, r.conference_id AS "conferenceId", c.name AS "conferenceName", c.time_zone AS "timeZone",
    b.name AS "bodyName", r.due_at AS "dueAt", ${TODAY}::text AS day
  FROM approvals.review r JOIN conference.body b ON b.id = r.body_id JOIN conference.conference c ON c.id = r.conference_id
  WHERE r.id = ANY ($1::uuid[])`;
const TOLD_TODAY = `SELECT m.review_id AS "reviewId", m.user_id AS "userId" FROM approvals.reminder m
  JOIN conference.conference c ON c.id = m.conference_id WHERE m.review_id = ANY ($1::uuid[]) AND m.day = ${TODAY}`;

/** That the plan has reminded these people of a review; whoever was reminded today stays so. */
export const NOTE_REMINDED = `INSERT INTO approvals.reminder (review_id, user_id, day, conference_id)
  SELECT $1, person, ${TODAY}, c.id FROM unnest($2::uuid[]) AS person, conference.conference c WHERE c.id = $3
  ON CONFLICT DO NOTHING`;

export async function loadWaiting(
  tx: Transaction,
  reviewIds: readonly string[],
): Promise<ReadonlyMap<string, WaitingReview>> {
  const rows = await tx.query<WaitingReview & Record<string, unknown>>(WAITING, [reviewIds]);
  return new Map(rows.map((row) => [row.id, row]));
}

/** Who was reminded today of each of these reviews. */
export async function loadToldToday(
  tx: Transaction,
  reviewIds: readonly string[],
): Promise<ReadonlyMap<string, ReadonlySet<string>>> {
  const rows = await tx.query<{ reviewId: string; userId: string }>(TOLD_TODAY, [reviewIds]);
  return new Map(
    reviewIds.map((id) => [
      id,
      new Set(rows.filter(({ reviewId }) => reviewId === id).map(({ userId }) => userId)),
    ]),
  );
}
