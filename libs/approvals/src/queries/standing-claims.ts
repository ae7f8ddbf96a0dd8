import { Injectable } from '@nestjs/common';
import { type Actor, conferencesReadWhole } from '#libs/kernel';
import { Database, inHostSight, type ReadMany } from '#libs/platform';

/** Who is on a review, as it stands. */
export interface ReviewClaim {
  readonly userId: string;
  readonly assignedById: string | null;
  readonly since: Date;
}

interface Row extends Record<string, unknown> {
  id: string;
  user_id: string;
  assigned_by: string | null;
  at: Date;
}

const COLUMNS = 'c.user_id, c.assigned_by, c.at';
const OF_REVIEWS = `SELECT c.review_id AS id, ${COLUMNS} FROM approvals.standing_claim c
  WHERE c.review_id = ANY ($1::uuid[]) AND ${inHostSight('c', 2)}`;
const OF_SUBJECTS = `SELECT r.subject_id AS id, ${COLUMNS} FROM approvals.waiting_review r
  JOIN approvals.standing_claim c ON c.review_id = r.id WHERE r.subject_id = ANY ($1::uuid[]) AND ${inHostSight('r', 2)}`;

/** Who is on what, for the host and auditors; to everybody else nobody is on anything. */
@Injectable()
export class StandingClaims {
  constructor(private readonly database: Database) {}

  readonly ofReviews: ReadMany<ReviewClaim> = (actor, ids) => this.read(actor, OF_REVIEWS, ids);
  readonly ofSubjects: ReadMany<ReviewClaim> = (actor, ids) => this.read(actor, OF_SUBJECTS, ids);

  private async read(
    actor: Actor,
    statement: string,
    ids: readonly string[],
  ): Promise<ReadonlyMap<string, ReviewClaim>> {
    const rows = await this.database.read<Row>(actor, statement, [ids, conferencesReadWhole(actor)]);
    return new Map(
      rows.map((row) => [row.id, { userId: row.user_id, assignedById: row.assigned_by, since: row.at }]),
    );
  }
}
