import { type Transaction } from '#libs/platform';

/** A returned nomination whose body still owes an answer, locked. */
export interface UnansweredQuestion {
  readonly id: string;
  readonly conferenceId: string;
  readonly bodyId: string;
  readonly constituencyId: string;
  readonly reference: string;
  readonly version: number;
  readonly personName: string;
  readonly question: string;
  /** Null: there is no end. */
  readonly dueAt: Date | null;
  /** By the database's clock. */
  readonly isOver: boolean;
}

// The passage is named by its review: a nomination that was answered and returned once more waits for another answer.
const LOAD = `SELECT n.id, n.conference_id AS "conferenceId", n.body_id AS "bodyId", n.constituency_id AS "constituencyId",
    n.reference, n.version, p.name AS "personName", coalesce(n.return_question, '') AS question, n.answer_due_at AS "dueAt",
    coalesce(n.answer_due_at <= clock_timestamp(), false) AS "isOver"
  FROM nominations.nomination n JOIN nominations.person p ON p.id = n.person_id
  WHERE n.id = $1 AND n.state = 'RETURNED' AND $2 = (SELECT r.id FROM approvals.passage r WHERE r.subject_id = n.id
    ORDER BY r.closed_at DESC NULLS FIRST LIMIT 1)
  FOR NO KEY UPDATE OF n`;

/** Undefined when the nomination has moved on since that return. */
export async function loadUnansweredQuestion(
  tx: Transaction,
  passage: { readonly nominationId: string; readonly reviewId: string },
): Promise<UnansweredQuestion | undefined> {
  const [row] = await tx.query<UnansweredQuestion & Record<string, unknown>>(LOAD, [
    passage.nominationId,
    passage.reviewId,
  ]);
  return row;
}
