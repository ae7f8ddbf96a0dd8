import {
  type Actor,
  conferencesReadWhole,
  forbidden,
  isId,
  notFound,
  readsConference,
  Refusal,
  type UserActor,
} from '#libs/kernel';
import { fieldReader, sightOf, type Transaction } from '#libs/platform';
import { approvalPlan, type ApprovalPlan, type Review, type ReviewDesk } from '#libs/approvals';
import {
  NOMINATION_FIELDS,
  type NominationDetails,
  PERSON_FIELDS,
  type PersonDetails,
} from '../domain/nomination-fields.js';
import {
  type NominationAction,
  nominationLifecycle,
  type NominationState,
} from '../domain/nomination.lifecycle.js';
import { mayEver, notInState, WHO_MAY } from '../policies/nomination.policy.js';
import { LOAD_FOR_CHANGE, LOAD_IN_SIGHT } from './nomination.statements.js';

/** A nomination as loaded and locked for a change. `state` is DECIDED where the host has an unreleased decision. */
export interface NominationRecord extends NominationDetails {
  readonly id: string;
  readonly conferenceId: string;
  readonly bodyId: string;
  readonly constituencyId: string;
  readonly personId: string;
  readonly reference: string;
  readonly state: NominationState;
  /** Acts so far, by which the screening names what it looked at. */
  readonly version: number;
  /** The same as the API tells it, with what followed by itself; and the oldest that an act may name. */
  readonly toldVersion: number;
  readonly oldestVersion: number;
  readonly createdBy: string;
  readonly lastEditedBy: string;
  readonly returnQuestion: string | null;
  /** Why it is a second one of its address; null where it is none that was meant. */
  readonly secondReason: string | null;
  readonly person: PersonDetails;
  readonly plan: ApprovalPlan;
  readonly releasesAtOnce: boolean;
  readonly isReady: boolean;
  readonly isWindowOpen: boolean;
  readonly isSubstitutionOpen: boolean;
  /** The open review, in the host's transactions; undefined in a partner's. */
  readonly review: Review | undefined;
}

interface Row extends Record<string, unknown> {
  id: string;
  conference_id: string;
  body_id: string;
  constituency_id: string;
  person_id: string;
  reference: string;
  state: NominationState;
  version: number;
  follow_ups: number;
  follow_ups_before: number;
  created_by: string;
  last_edited_by: string;
  return_question: string | null;
  second_reason: string | null;
  approval_plan: unknown;
  releases_at_once: boolean;
  is_ready: boolean;
  is_window_open: boolean;
  is_substitution_open: boolean;
}

/**
 * Loads and locks a nomination for an action: authorise, version, state. A version is as good as any other since the last act. Refuses with NOT_FOUND (unknown or out of
 * scope, indistinguishably), FORBIDDEN, VERSION_CONFLICT and ACTION_UNAVAILABLE.
 */
export async function loadForAction(
  tx: Transaction,
  desk: ReviewDesk,
  actor: UserActor,
  request: { readonly id: string; readonly version: number; readonly action: NominationAction },
): Promise<NominationRecord> {
  const record = await loadInSight(tx, desk, actor, request.id);
  if (record === undefined) throw notFound('nomination');
  requireRole(actor, request.action, record);
  if (request.version < record.oldestVersion || request.version > record.toldVersion) {
    throw new Refusal(
      'VERSION_CONFLICT',
      'Somebody has changed this nomination since you opened it. Look at it again.',
      ['input', 'version'],
      {
        currentVersion: record.toldVersion,
        state: record.state,
      },
    );
  }
  const isAlreadyDecided = request.action === 'DECIDE' && record.state === 'DECIDED';
  if (!isAlreadyDecided && nominationLifecycle.next(record.state, request.action) === undefined) {
    throw new Refusal('ACTION_UNAVAILABLE', notInState(record.state), [], { state: record.state });
  }
  return record;
}

/**
 * For a person: what is out of sight is neither found nor locked. Partners cannot see a review, so nobody asks for it on
 * their behalf.
 */
async function loadInSight(
  tx: Transaction,
  desk: ReviewDesk,
  actor: Actor,
  id: string,
): Promise<NominationRecord | undefined> {
  if (!isId(id)) return undefined;
  const [[row], review] = await Promise.all([
    tx.query<Row>(LOAD_IN_SIGHT, [id, ...sightOf(actor)]),
    conferencesReadWhole(actor).length > 0 ? desk.find(tx, id) : undefined,
  ]);
  if (row === undefined) return undefined;
  return toRecord(row, readsConference(actor, row.conference_id) ? review : undefined);
}

/**
 * For the worker, which acts for all bodies. Both statements travel together; locks are taken in this order everywhere:
 * nomination, review, quota.
 */
export async function loadNomination(
  tx: Transaction,
  desk: ReviewDesk,
  id: string,
): Promise<NominationRecord | undefined> {
  if (!isId(id)) return undefined;
  const [[row], review] = await Promise.all([tx.query<Row>(LOAD_FOR_CHANGE, [id]), desk.find(tx, id)]);
  return row === undefined ? undefined : toRecord(row, review);
}

/** The open review of a nomination in a state that has one. */
export function reviewOf(record: NominationRecord): Review {
  if (record.review === undefined)
    throw new Error(`Nomination ${record.id} is ${record.state} without an open review`);
  return record.review;
}

function requireRole(actor: Actor, action: NominationAction, record: NominationRecord): void {
  if (actor.kind === 'user' && !actor.canWrite)
    throw forbidden('This token may only read; make one with the scope READ_AND_WRITE.');
  if (!mayEver[action](actor, record)) throw forbidden(WHO_MAY[action]);
}

const fieldsOf = fieldReader<NominationDetails>(Object.keys(NOMINATION_FIELDS));
/** The person of a row that has all columns of `PERSON_FIELDS`. */
export const personOf = fieldReader<PersonDetails>(Object.keys(PERSON_FIELDS));

function toRecord(row: Row, review: Review | undefined): NominationRecord {
  return {
    id: row.id,
    conferenceId: row.conference_id,
    bodyId: row.body_id,
    constituencyId: row.constituency_id,
    personId: row.person_id,
    reference: row.reference,
    state: review?.stage === 'RELEASE' ? 'DECIDED' : row.state,
    version: row.version,
    toldVersion: row.version + row.follow_ups,
    oldestVersion: row.version + row.follow_ups_before,
    createdBy: row.created_by,
    lastEditedBy: row.last_edited_by,
    returnQuestion: row.return_question,
    secondReason: row.second_reason,
    ...fieldsOf(row),
    person: personOf(row),
    plan: approvalPlan.parse(row.approval_plan),
    releasesAtOnce: row.releases_at_once,
    isReady: row.is_ready,
    isWindowOpen: row.is_window_open,
    isSubstitutionOpen: row.is_substitution_open,
    review,
  };
}
