import { type Actor, conferencesReadWhole } from '#libs/kernel';
import { columnList, fieldReader } from '#libs/platform';
import { type Duties, type Stage } from '#libs/approvals';
import { type ConferenceSnapshot } from '#libs/conference';
import {
  namesOf,
  NOMINATION_FIELDS,
  PERSON_FIELDS,
  type ReadValuesOf,
  type ViewPart,
} from '../domain/nomination-fields.js';
import { type NominationAction, type NominationState } from '../domain/nomination.lifecycle.js';
import { availableActions, type ClaimHolder, type NominationFacts } from '../policies/nomination.policy.js';

/**
 * A nomination as one caller may see it: a plain object, ready for the API. What belongs to a part that was not read is
 * undefined.
 */
export interface NominationView extends ReadValuesOf<typeof NOMINATION_FIELDS> {
  readonly id: string;
  readonly reference: string;
  readonly version: number;
  readonly state: NominationState;
  readonly createdAt: Date | undefined;
  readonly updatedAt: Date | undefined;
  readonly submittedAt: Date | null | undefined;
  readonly returnQuestion: string | null | undefined;
  readonly secondReason: string | null | undefined;
  readonly answerDueAt: Date | null | undefined;
  readonly readyAt: Date | null;
  readonly conferenceId: string;
  readonly createdById: string | undefined;
  readonly person: { readonly id: string; readonly conferenceId: string } & ReadValuesOf<
    typeof PERSON_FIELDS
  >;
  readonly body: { readonly id: string; readonly kind: string; readonly code: string; readonly name: string };
  readonly constituency: { readonly id: string; readonly code: string; readonly name: string };
  /** Whether the caller is one of the host's, who see the review. */
  readonly isHostView: boolean;
  readonly stage: Stage | null;
  readonly dueAt: Date | null;
  readonly availableActions: readonly NominationAction[];
  readonly facts: NominationFacts;
}

export const ALL_PARTS: ReadonlySet<ViewPart> = new Set(['times', 'words']);

/** The columns of what bodies fill in, with this part or always. */
const fieldColumns = (part?: ViewPart): string =>
  [columnList('n', namesOf(NOMINATION_FIELDS, part)), columnList('p', namesOf(PERSON_FIELDS, part))].join(
    ', ',
  );

const COLUMNS = `n.id, n.reference, n.version + n.follow_ups AS version, n.state, n.ready_at, n.body_id, n.constituency_id, p.id AS person_id, ${fieldColumns()}`;
const PART_COLUMNS: Readonly<Record<ViewPart, string>> = {
  times: ', n.created_at, n.updated_at, n.submitted_at, n.answer_due_at, n.created_by',
  words: `, n.return_question, n.second_reason, ${fieldColumns('words')}`,
};
const fieldsOf = fieldReader<ReadValuesOf<typeof NOMINATION_FIELDS>>(Object.keys(NOMINATION_FIELDS));
const personOf = fieldReader<ReadValuesOf<typeof PERSON_FIELDS>>(Object.keys(PERSON_FIELDS));

/** On the reserve list all passages are over, and count still. */
const inAnyPassage = (viewer: string, people: string): string =>
  `CASE WHEN n.state = 'RESERVED' THEN (SELECT bool_or(${viewer} = ANY (o.${people}))
    FROM approvals.passage o WHERE o.subject_id = n.id) ELSE ${viewer} = ANY (r.${people}) END`;

/**
 * What the host sees beside the nomination; joined only for the host, and empty under anybody else's policies anyway. Of
 * whose hands it went through a list says only whether they were the caller's, who then may not sign it off.
 */
const hostColumns = (viewer: string): string => `, r.stage, r.decision_id IS NOT NULL AS is_decided,
  (CASE WHEN n.state = 'RESERVED' THEN n.created_by ELSE r.created_by END) = ${viewer} AS is_maker,
  (CASE WHEN n.state = 'RESERVED' THEN n.last_edited_by ELSE r.last_edited_by END) = ${viewer} AS is_last_editor,
  ${inAnyPassage(viewer, 'recommended_by')} AS is_recommender, ${inAnyPassage(viewer, 'involved_before')} AS was_involved,
  ${viewer} = ANY (r.signed_off_by) AS has_signed,
  (SELECT CASE WHEN c.user_id = ${viewer} THEN 'MINE' ELSE 'COLLEAGUES' END FROM approvals.standing_claim c WHERE c.review_id = r.id) AS claim`;
/** The host's clock: its own work under embargo moves no time that a body sees, so it stands in the review. */
const HOST_TIMES = ', r.due_at, greatest(n.updated_at, r.changed_at) AS host_updated_at';
const HOST_JOIN = ' LEFT JOIN approvals.open_review r ON r.subject_id = n.id';
/** The same, row by row: a page deep in the list must not merge with all the reviews before it. OFFSET keeps it so. */
const HOST_JOIN_BY_ROW =
  ' LEFT JOIN LATERAL (SELECT * FROM approvals.open_review o WHERE o.subject_id = n.id OFFSET 0) r ON TRUE';

/** In brackets of its own PostgreSQL asks it once, where the conference is the same for all rows. */
const isWindowOpen = (conference: string): string =>
  `, (SELECT EXISTS (SELECT FROM conference.time_window w WHERE w.conference_id = ${conference} AND w.kind = 'NOMINATION'
    AND clock_timestamp() BETWEEN w.opens_at AND w.closes_at)) AS is_window_open, (SELECT conference.substitutions_open(${conference})) AS is_substitution_open`;

const JOIN = ' JOIN nominations.person p ON p.id = n.person_id';

/**
 * SELECT list and joins for nominations `n` that come from `source`. Bodies and constituencies are not joined: the
 * process knows them (see `Places`).
 */
export function selectNominations(
  source: string,
  options: {
    /** SQL for the caller's user id where the host's part is read; undefined where it is not. */
    readonly hostViewer: string | undefined;
    /** SQL for the conference of all rows, where they have one, which is then not read; else each row's own is. */
    readonly conference?: string;
    readonly parts?: ReadonlySet<ViewPart>;
    /** More columns, each with a comma before it. */
    readonly columns?: string;
    /** The rows are few and do not depend on their reviews: each looks its own up. */
    readonly isByRow?: boolean;
  },
): string {
  const { hostViewer, conference, parts = ALL_PARTS } = options;
  const isHostView = hostViewer !== undefined;
  const columns = [
    COLUMNS,
    conference === undefined ? ', n.conference_id' : '',
    ...[...ALL_PARTS].map((part) => (parts.has(part) ? PART_COLUMNS[part] : '')),
    isWindowOpen(conference ?? 'n.conference_id'),
    isHostView ? hostColumns(hostViewer) : '',
    isHostView && parts.has('times') ? HOST_TIMES : '',
    options.columns ?? '',
  ];
  const hostJoin = options.isByRow === true ? HOST_JOIN_BY_ROW : HOST_JOIN;
  return `SELECT ${columns.join('')} FROM ${source}${JOIN}${isHostView ? hostJoin : ''}`;
}

export interface NominationRow extends Record<string, unknown> {
  id: string;
  reference: string;
  version: number;
  state: NominationState;
  body_id: string;
  constituency_id: string;
  person_id: string;
  ready_at: Date | null;
  is_window_open: boolean;
  is_substitution_open: boolean;
  conference_id?: string;
  created_at?: Date;
  updated_at?: Date;
  host_updated_at?: Date;
  submitted_at?: Date | null;
  answer_due_at?: Date | null;
  created_by?: string;
  return_question?: string | null;
  second_reason?: string | null;
  stage?: Stage | null;
  due_at?: Date | null;
  is_decided?: boolean;
  is_maker?: boolean | null;
  is_last_editor?: boolean | null;
  is_recommender?: boolean | null;
  was_involved?: boolean | null;
  has_signed?: boolean | null;
  claim?: ClaimHolder | null;
}

/** Whether the actor sees the host's part of the nominations of this conference, or of any when none is named. */
export function seesReviews(actor: Actor, conferenceId?: string): boolean {
  const whole = conferencesReadWhole(actor);
  return conferenceId === undefined ? whole.length > 0 : whole.includes(conferenceId);
}

/**
 * @param conferenceId of all rows, where they were read without it.
 * @throws a fault where the row says neither: views are for nobody else's rows.
 */
export function toNominationView(
  actor: Actor,
  row: NominationRow,
  places: ConferenceSnapshot,
  conferenceId = row.conference_id,
): NominationView {
  if (conferenceId === undefined) throw new Error('A nomination was read without its conference');
  const isHostView = row.stage !== undefined && seesReviews(actor, conferenceId);
  const facts = toFacts(actor, row, conferenceId, isHostView);
  return {
    id: row.id,
    reference: row.reference,
    version: row.version,
    state: facts.state,
    ...fieldsOf(row),
    createdAt: row.created_at,
    updatedAt: (isHostView ? row.host_updated_at : undefined) ?? row.updated_at,
    submittedAt: row.submitted_at,
    returnQuestion: row.return_question,
    secondReason: row.second_reason,
    answerDueAt: row.answer_due_at,
    readyAt: row.ready_at,
    conferenceId,
    createdById: row.created_by,
    person: {
      id: row.person_id,
      conferenceId,
      ...personOf(row),
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

function toFacts(
  actor: Actor,
  row: NominationRow,
  conferenceId: string,
  isHostView: boolean,
): NominationFacts {
  const duties = isHostView && actor.kind === 'user' ? dutiesOf(actor.userId, row) : null;
  const stage = row.stage ?? null;
  return {
    conferenceId,
    bodyId: row.body_id,
    state: isHostView && row.is_decided === true ? 'DECIDED' : row.state,
    isReady: row.ready_at !== null,
    isWindowOpen: row.is_window_open,
    isSubstitutionOpen: row.is_substitution_open,
    review: duties === null || stage === null ? null : { stage, ...duties, claim: row.claim ?? null },
    // Its review is closed, and who recommended in it still may not promote.
    duties: row.state === 'RESERVED' ? duties : null,
  };
}

/** What of the nomination went through the caller's own hands. */
const dutiesOf = (
  viewer: string,
  row: NominationRow,
): Duties & { readonly signedOffBy: readonly string[] } => ({
  createdBy: row.is_maker === true ? viewer : null,
  lastEditedBy: row.is_last_editor === true ? viewer : null,
  recommendedBy: row.is_recommender === true ? [viewer] : [],
  involvedBefore: row.was_involved === true ? [viewer] : [],
  signedOffBy: row.has_signed === true ? [viewer] : [],
});
