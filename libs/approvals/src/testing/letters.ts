import type pg from 'pg';
import { newId, type UserActor } from '#libs/kernel';
import { type Transaction } from '#libs/platform';
import { type ApprovalPlan, DEFAULT_APPROVAL_PLAN } from '../domain/approval-plan.js';
import { type LoadedSubject, type ReviewSubject, type SubjectLine } from '../review-subjects.js';
import {
  type Decided,
  type DecidedSubject,
  type Release,
  type ReleasePlan,
  type ReleaseSearch,
  type SubjectReleases,
} from '../subject-releases.js';
import { type ReviewDesk } from '../use-cases/review-desk.js';

const SCHEMA = `CREATE SCHEMA letters;
  CREATE TABLE letters.letter (id uuid PRIMARY KEY, conference_id uuid NOT NULL, body_id uuid NOT NULL, addressee text NOT NULL,
    state text NOT NULL, version int NOT NULL DEFAULT 1);
  GRANT USAGE ON SCHEMA letters TO plenary_api, plenary_worker;
  GRANT SELECT, INSERT, UPDATE ON letters.letter TO plenary_api, plenary_worker`;
const INSERT = `INSERT INTO letters.letter (id, conference_id, body_id, addressee, state) VALUES ($1, $2, $3, $4, 'SENT IN')`;
const LOCK = `SELECT id, conference_id AS "conferenceId", state FROM letters.letter WHERE id = $1 FOR NO KEY UPDATE`;
const MOVE = `UPDATE letters.letter SET state = $2, version = version + 1 WHERE id = ANY ($1::uuid[])`;
const DECIDED = `SELECT l.id FROM approvals.waiting_decision d JOIN letters.letter l ON l.id = d.subject_id
  WHERE d.conference_id = $1 AND ($2::uuid[] IS NULL OR l.id = ANY ($2)) ORDER BY l.id LIMIT $3`;
const LOAD = `SELECT id, version, body_id AS "bodyId", addressee FROM letters.letter WHERE id = ANY ($1::uuid[])`;
const WAITING = `SELECT l.id, l.version, l.body_id AS "bodyId", l.addressee, d.id AS "decisionId", d.outcome, d.reason_code AS "reasonCode",
    d.reason_text AS "reasonText", d.is_reason_shared AS "isReasonShared", d.is_quota_overridden AS "isQuotaOverridden"
  FROM approvals.waiting_decision d JOIN letters.letter l ON l.id = d.subject_id
  WHERE d.conference_id = $1 AND ($2::uuid[] IS NULL OR l.id = ANY ($2)) ORDER BY l.id LIMIT $3`;
const STATE_AFTER = { APPROVE: 'POSTED', RESERVE: 'KEPT', REJECT: 'TORN' } as const;

interface Letter extends LoadedSubject {
  readonly state: string;
}
interface DecidedLetter extends DecidedSubject, Record<string, unknown> {
  readonly addressee: string;
}
interface LetterRow extends Record<string, unknown> {
  readonly id: string;
  readonly conferenceId: string;
  readonly state: string;
}
type Reads = Pick<Transaction, 'query'>;

class LetterReleases implements SubjectReleases<DecidedLetter> {
  /** Whether somebody came too late to be locked. */
  isWhole = true;

  async waiting(reads: Reads, { conferenceId, subjectIds, most }: ReleaseSearch) {
    const rows = await reads.query<DecidedLetter & Decided['decision']>(WAITING, [
      conferenceId,
      subjectIds,
      most,
    ]);
    return { seen: rows.map(({ id }) => id), decided: rows.map((row) => ({ subject: row, decision: row })) };
  }

  async lock(tx: Transaction, { conferenceId, subjectIds, most }: ReleaseSearch) {
    const search = [conferenceId, subjectIds, most];
    const seen = await tx.query<{ id: string }>(DECIDED, search);
    const locked = await tx.query<{ id: string }>(`${DECIDED} FOR NO KEY UPDATE OF l`, search);
    return { seen: seen.map(({ id }) => id), locked: locked.map(({ id }) => id) };
  }

  load(tx: Transaction, ids: readonly string[]): Promise<DecidedLetter[]> {
    return tx.query<DecidedLetter>(LOAD, [ids]);
  }

  plan(_reads: Reads, _conferenceId: string, decided: readonly Decided<DecidedLetter>[]) {
    const lines = decided.map(
      ({ subject, decision }) => `${subject.addressee} ${STATE_AFTER[decision.outcome]}`,
    );
    return Promise.resolve({ lines, isWhole: this.isWhole });
  }

  lockPlan(tx: Transaction, conferenceId: string, decided: readonly Decided<DecidedLetter>[]) {
    return this.plan(tx, conferenceId, decided);
  }

  write(tx: Transaction, { released }: Release<DecidedLetter, ReleasePlan>): Promise<void> {
    for (const { subject, decision } of released)
      tx.write(MOVE, [[subject.id], STATE_AFTER[decision.outcome]]);
    return Promise.resolve();
  }

  tell(tx: Transaction, { conferenceId, released }: Release<DecidedLetter, ReleasePlan>): void {
    for (const { subject } of released) {
      tx.audit({
        conferenceId,
        action: 'letter.handed-over',
        subjectType: 'letter',
        subjectId: subject.id,
      });
    }
  }
}

/** An invented type of subjects, with a table of its own and not a place or person to it. */
export class Letters implements ReviewSubject<Letter> {
  readonly type = 'letter';
  readonly actions = {
    signedOff: 'letter.signed-off',
    decided: 'letter.decided',
    released: { APPROVE: 'letter.approved', RESERVE: 'letter.reserved', REJECT: 'letter.rejected' },
  };
  readonly releases = new LetterReleases();
  releasesAtOnce = false;

  constructor(
    private readonly admin: pg.Client,
    private readonly desk: ReviewDesk,
  ) {}

  async makeTable(): Promise<void> {
    await this.admin.query(SCHEMA);
  }

  /** Written and sent in by this person; their body's letter from then on. */
  send(
    tx: Transaction,
    author: UserActor,
    of: { readonly conferenceId: string; readonly bodyId: string; readonly plan?: ApprovalPlan },
    addressee = 'Ada',
  ): { readonly reviewId: string; readonly subjectId: string } {
    const subjectId = newId();
    tx.write(INSERT, [subjectId, of.conferenceId, of.bodyId, addressee]);
    const reviewId = this.desk.open(tx, {
      conferenceId: of.conferenceId,
      bodyId: of.bodyId,
      subjectType: this.type,
      subjectId,
      plan: of.plan ?? DEFAULT_APPROVAL_PLAN,
      createdBy: author.userId,
      lastEditedBy: author.userId,
    });
    return { reviewId, subjectId };
  }

  async stateOf(id: string): Promise<string | undefined> {
    const { rows } = await this.admin.query<{ state: string }>(
      'SELECT state FROM letters.letter WHERE id = $1',
      [id],
    );
    return rows[0]?.state;
  }

  line(): Promise<SubjectLine> {
    return Promise.resolve({ personName: 'Ada', reference: 'L-1' });
  }

  async load(tx: Transaction, id: string): Promise<Letter | undefined> {
    const [[row], review] = await Promise.all([tx.query<LetterRow>(LOCK, [id]), this.desk.find(tx, id)]);
    return row === undefined ? undefined : { ...row, releasesAtOnce: this.releasesAtOnce, review };
  }

  recommended(tx: Transaction, { id }: Letter): void {
    tx.write(MOVE, [[id], 'READ']);
  }

  signedOff(tx: Transaction, { id }: Letter): void {
    tx.write(MOVE, [[id], 'SIGNED']);
  }

  lapsed(tx: Transaction, { id }: Letter): Promise<void> {
    tx.write(MOVE, [[id], 'FORGOTTEN']);
    return Promise.resolve();
  }
}
