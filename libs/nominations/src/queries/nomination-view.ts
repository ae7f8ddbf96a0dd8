import { type Actor, conferencesReadWhole } from '#libs/kernel';
import { type Stage } from '#libs/approvals';
import { type ConferenceSnapshot } from '#libs/conference';
import { type Capacity, type PersonDetails } from '../domain/nomination.js';
import { type NominationAction, type NominationState } from '../domain/nomination.lifecycle.js';
import { availableActions, type NominationFacts } from '../policies/nomination.policy.js';

/** A nomination as one caller may see it: a plain object, ready for the API. */
export interface NominationView {
  readonly id: string;
  readonly reference: string;
  readonly version: number;
  readonly state: NominationState;
  readonly capacity: Capacity;
  readonly justification: string | null;
  readonly rank: number | null;
  readonly createdAt: Date;
  readonly updatedAt: Date;
  readonly submittedAt: Date | null;
  readonly returnQuestion: string | null;
  readonly answerDueAt: Date | null;
  readonly conferenceId: string;
  readonly createdById: string;
  readonly person: PersonDetails & { readonly id: string };
  readonly body: { readonly id: string; readonly kind: string; readonly code: string; readonly name: string };
  readonly constituency: { readonly id: string; readonly code: string; readonly name: string };
  /** Whether the caller is one of the host's, who see the review. */
  readonly isHostView: boolean;
  readonly stage: Stage | null;
  readonly dueAt: Date | null;
  readonly availableActions: readonly NominationAction[];
  readonly facts: NominationFacts;
}

/** What the host sees beside the nomination; joined only for the host, and empty under anybody else's policies anyway. */
const HOST_COLUMNS = `, r.id AS review_id, r.stage, r.due_at, r.created_by AS review_created_by, r.last_edited_by AS review_last_edited_by,
  r.recommended_by, r.involved_before, r.decision_id, n.last_edited_by,
  CASE WHEN n.state = 'RESERVED' THEN ARRAY(SELECT unnest(o.recommended_by || o.involved_before) FROM approvals.review o WHERE o.subject_id = n.id) END
    AS recommended_before`;
const HOST_JOIN = ' LEFT JOIN approvals.open_review r ON r.subject_id = n.id';
/** The same, row by row: a page deep in the list must not merge with all the reviews before it. OFFSET keeps it so. */
const HOST_JOIN_BY_ROW =
  ' LEFT JOIN LATERAL (SELECT * FROM approvals.open_review o WHERE o.subject_id = n.id OFFSET 0) r ON TRUE';

const COLUMNS = `n.id, n.reference, n.version, n.state, n.capacity, n.justification, n.rank, n.created_at, n.updated_at, n.submitted_at,
  n.return_question, n.answer_due_at, n.conference_id, n.body_id, n.constituency_id, n.created_by, n.sort_name,
  p.id AS person_id, p.name, p.honorific, p.email, p.organisation, p.job_title, p.country, p.language`;

/** In brackets of its own PostgreSQL asks it once, where the conference is the same for all rows. */
const isWindowOpen = (conference: string): string =>
  `, (SELECT EXISTS (SELECT FROM conference.time_window w WHERE w.conference_id = ${conference} AND w.kind = 'NOMINATION'
    AND clock_timestamp() BETWEEN w.opens_at AND w.closes_at)) AS is_window_open`;

const JOIN = ' JOIN nominations.person p ON p.id = n.person_id';

/**
 * SELECT list and joins for nominations `n` that come from `source`. Bodies and constituencies are not joined: the
 * process knows them (see `Places`).
 */
export const selectNominations = (
  source: string,
  options: {
    readonly isHostView: boolean;
    /** SQL for the conference of all rows, where they have one; else each row's own is looked at. */
    readonly conference?: string;
    /** More columns, each with a comma before it. */
    readonly columns?: string;
    /** The rows are few and do not depend on their reviews: each looks its own up. */
    readonly isByRow?: boolean;
  },
): string =>
  `SELECT ${COLUMNS}${isWindowOpen(options.conference ?? 'n.conference_id')}${options.isHostView ? HOST_COLUMNS : ''}${options.columns ?? ''}
  FROM ${source}${JOIN}${options.isHostView ? (options.isByRow === true ? HOST_JOIN_BY_ROW : HOST_JOIN) : ''}`;

export interface NominationRow extends Record<string, unknown> {
  id: string;
  reference: string;
  version: number;
  state: NominationState;
  capacity: Capacity;
  justification: string | null;
  rank: number | null;
  created_at: Date;
  updated_at: Date;
  submitted_at: Date | null;
  return_question: string | null;
  answer_due_at: Date | null;
  conference_id: string;
  created_by: string;
  sort_name: string;
  person_id: string;
  name: string;
  honorific: string | null;
  email: string | null;
  organisation: string | null;
  job_title: string | null;
  country: string | null;
  language: string | null;
  body_id: string;
  constituency_id: string;
  is_window_open: boolean;
  review_id?: string | null;
  stage?: Stage | null;
  due_at?: Date | null;
  review_created_by?: string | null;
  review_last_edited_by?: string | null;
  recommended_by?: string[] | null;
  involved_before?: string[] | null;
  decision_id?: string | null;
  last_edited_by?: string;
  recommended_before?: string[] | null;
}

/** Whether the actor sees the host's part of the nominations of this conference, or of any when none is named. */
export function seesReviews(actor: Actor, conferenceId?: string): boolean {
  const whole = conferencesReadWhole(actor);
  return conferenceId === undefined ? whole.length > 0 : whole.includes(conferenceId);
}

export function toNominationView(
  actor: Actor,
  row: NominationRow,
  places: ConferenceSnapshot,
): NominationView {
  const isHostView = row.stage !== undefined && seesReviews(actor, row.conference_id);
  const facts = toFacts(row, isHostView);
  return {
    id: row.id,
    reference: row.reference,
    version: row.version,
    state: facts.state,
    capacity: row.capacity,
    justification: row.justification,
    rank: row.rank,
    createdAt: row.created_at,
    updatedAt: row.updated_at,
    submittedAt: row.submitted_at,
    returnQuestion: row.return_question,
    answerDueAt: row.answer_due_at,
    conferenceId: row.conference_id,
    createdById: row.created_by,
    person: {
      id: row.person_id,
      name: row.name,
      honorific: row.honorific,
      email: row.email,
      organisation: row.organisation,
      jobTitle: row.job_title,
      country: row.country,
      language: row.language,
    },
    body: found(places.body(row.body_id)),
    constituency: found(places.constituency(row.constituency_id)),
    isHostView,
    stage: (isHostView ? row.stage : null) ?? null,
    dueAt: (isHostView ? row.due_at : null) ?? null,
    availableActions: availableActions(actor, facts),
    facts,
  };
}

function found<Place>(place: Place | undefined): Place {
  if (place === undefined) throw new Error('A nomination names a body or constituency that nobody knows');
  return place;
}

function toFacts(row: NominationRow, isHostView: boolean): NominationFacts {
  const review =
    isHostView && row.stage !== undefined && row.stage !== null
      ? {
          stage: row.stage,
          createdBy: row.review_created_by ?? null,
          lastEditedBy: row.review_last_edited_by ?? null,
          recommendedBy: row.recommended_by ?? [],
          involvedBefore: row.involved_before ?? [],
        }
      : null;
  return {
    conferenceId: row.conference_id,
    bodyId: row.body_id,
    state: review !== null && (row.decision_id ?? null) !== null ? 'DECIDED' : row.state,
    isWindowOpen: row.is_window_open,
    review,
    duties: isHostView ? dutiesOf(row) : null,
  };
}

/** Of a nomination on the reserve list: its review is closed, and who recommended in it still may not promote. */
function dutiesOf(row: NominationRow): NominationFacts['duties'] {
  const recommendedBy = row.recommended_before ?? null;
  if (recommendedBy === null) return null;
  return {
    createdBy: row.created_by,
    lastEditedBy: row.last_edited_by ?? null,
    recommendedBy,
    involvedBefore: [],
  };
}
