import { type Actor, hasBodyRole, hasConferenceRole, readsBody } from '#libs/kernel';
import {
  conflictOfDuty,
  conflictOfEdit,
  conflictOfRecommendation,
  type Duties,
  DUTY_CONFLICTS,
  ROLE_OF_STAGE,
  type Stage,
  WHO_SIGNS,
  wordsOfConflict,
} from '#libs/approvals';
import { NOMINATION_SUBJECT } from '../domain/nomination.js';
import {
  type NominationAction,
  NOMINATION_ACTIONS,
  nominationLifecycle,
  type NominationState,
} from '../domain/nomination.lifecycle.js';

/** Whose a claim of a review is, as seen by one of the host's. */
export type ClaimHolder = 'MINE' | 'COLLEAGUES';

/** What the rules look at. The host's part is null for everybody else. */
export interface NominationFacts {
  readonly conferenceId: string;
  readonly bodyId: string;
  readonly state: NominationState;
  /** Whether the body has said that it is ready to be submitted. */
  readonly isReady: boolean;
  readonly isWindowOpen: boolean;
  /** Whether bodies may still name somebody else; the host may always. */
  readonly isSubstitutionOpen: boolean;
  readonly review: {
    readonly stage: Stage;
    readonly createdBy: string | null;
    readonly lastEditedBy: string | null;
    readonly recommendedBy: readonly string[];
    readonly involvedBefore: readonly string[];
    /** Everybody whose signature stands, or for whom somebody signed. */
    readonly signedOffBy: readonly string[];
    /** Who is on it: the caller, or a colleague. */
    readonly claim: ClaimHolder | null;
  } | null;
  /** Who made, edited and recommended a nomination that is on the reserve list; its review is closed. */
  readonly duties?: Duties | null;
}

/** Why an action is not possible just now, for whoever has the role for it; the console has words for each. */
export const UNAVAILABLE_ACTION_CODES = [
  'NOT_IN_STATE',
  'WINDOW_CLOSED',
  'SUBSTITUTIONS_FROZEN',
  'RECOMMENDED_ALREADY',
  'NOT_RECOMMENDED_YET',
  ...DUTY_CONFLICTS,
] as const;
export type UnavailableActionCode = (typeof UNAVAILABLE_ACTION_CODES)[number];

export interface UnavailableAction {
  readonly action: NominationAction;
  readonly code: UnavailableActionCode;
  /** The same in plain English. */
  readonly reason: string;
}

type Permission = (actor: Actor, of: { readonly conferenceId: string; readonly bodyId: string }) => boolean;

/** Role within scope, for each action; who does not pass here hears NOT_FOUND or FORBIDDEN, depending on what they may read. */
export const mayEver: Record<NominationAction, Permission> = {
  UPDATE: (actor, of) => hasBodyRole(actor, of.bodyId, 'PARTNER_COORDINATOR', 'PARTNER_NOMINATOR'),
  MARK_READY: (actor, of) => hasBodyRole(actor, of.bodyId, 'PARTNER_NOMINATOR'),
  UNMARK_READY: (actor, of) => hasBodyRole(actor, of.bodyId, 'PARTNER_COORDINATOR', 'PARTNER_NOMINATOR'),
  SUBMIT: (actor, of) => hasBodyRole(actor, of.bodyId, 'PARTNER_COORDINATOR'),
  WITHDRAW: (actor, of) => hasBodyRole(actor, of.bodyId, 'PARTNER_COORDINATOR'),
  SUBSTITUTE: (actor, of) =>
    hasBodyRole(actor, of.bodyId, 'PARTNER_COORDINATOR') || substitutesAlways(actor, of),
  CORRECT: (actor, of) =>
    hasBodyRole(actor, of.bodyId, 'PARTNER_COORDINATOR', 'PARTNER_NOMINATOR') ||
    hasConferenceRole(actor, of.conferenceId, 'HOST_OFFICER'),
  CLAIM: (actor, of) => hasConferenceRole(actor, of.conferenceId, 'HOST_OFFICER', 'HOST_APPROVER'),
  RELEASE_CLAIM: (actor, of) => hasConferenceRole(actor, of.conferenceId, 'HOST_OFFICER', 'HOST_APPROVER'),
  RECOMMEND: (actor, of) => hasConferenceRole(actor, of.conferenceId, 'HOST_OFFICER'),
  RETURN: (actor, of) => hasConferenceRole(actor, of.conferenceId, 'HOST_OFFICER'),
  DECIDE: (actor, of) => hasConferenceRole(actor, of.conferenceId, 'HOST_APPROVER'),
  REOPEN: (actor, of) => hasConferenceRole(actor, of.conferenceId, 'HOST_APPROVER'),
  RELEASE: (actor, of) => hasConferenceRole(actor, of.conferenceId, 'HOST_APPROVER'),
  PROMOTE: (actor, of) => hasConferenceRole(actor, of.conferenceId, 'HOST_APPROVER'),
};

/** Whom no freeze concerns. */
export function substitutesAlways(
  actor: Actor,
  { conferenceId }: { readonly conferenceId: string },
): boolean {
  return hasConferenceRole(actor, conferenceId, 'HOST_OFFICER');
}

/** Drafting is permitted like updating. */
export const mayDraft = mayEver.UPDATE;

/** The words for who may do it, for refusals. */
export const WHO_MAY: Record<NominationAction, string> = {
  UPDATE: 'Only a nominator or coordinator of this body can change a nomination.',
  MARK_READY: 'Only a nominator of this body says that a nomination is ready; a coordinator submits it.',
  UNMARK_READY: 'Only a nominator or coordinator of this body says that a nomination is not ready.',
  SUBMIT: 'Only a coordinator of this body can submit a nomination.',
  WITHDRAW: 'Only a coordinator of this body can withdraw a nomination.',
  SUBSTITUTE:
    'Only a coordinator of this body, or an officer of the host, can name somebody else for its place.',
  CORRECT:
    'Only a nominator or coordinator of this body, or an officer of the host, can correct a nomination.',
  CLAIM: 'Only an officer or approver of the host takes a review on.',
  RELEASE_CLAIM: 'Only an officer or approver of the host takes a review on.',
  RECOMMEND: 'Only an officer of the host can recommend.',
  RETURN: 'Only an officer of the host can return a nomination.',
  DECIDE: WHO_SIGNS,
  REOPEN: 'Only an approver of the host can take a decision back.',
  RELEASE: 'Only an approver of the host can release decisions.',
  PROMOTE: 'Only an approver of the host can promote from the reserve list.',
};

export const mayRead = (
  actor: Actor,
  of: { readonly conferenceId: string; readonly bodyId: string },
): boolean => readsBody(actor, of.conferenceId, of.bodyId);

const STATE_WORDS: Record<NominationState, string> = {
  DRAFT: 'It is a draft.',
  SUBMITTED: 'It has been submitted.',
  UNDER_REVIEW: 'The host is reviewing it.',
  RETURNED: 'It is back with the body that nominated.',
  DECIDED: 'It is decided and waits for its release.',
  APPROVED: 'It is approved.',
  RESERVED: 'It is on the reserve list.',
  REJECTED: 'It was rejected.',
  WITHDRAWN: 'It was withdrawn.',
  SUPERSEDED: 'Another person has taken its place.',
  LAPSED: 'It has lapsed.',
};

/** Why an action is not possible in this state, in words. */
export const notInState = (state: NominationState): string =>
  `${STATE_WORDS[state]} This cannot be done now.`;

/** Why a body names nobody else any more. */
export const FROZEN = 'Substitutions are frozen. Ask the host, whose officers can still make them.';

const WORDS: Readonly<Record<Exclude<UnavailableActionCode, 'NOT_IN_STATE'>, string>> = {
  WINDOW_CLOSED: 'The nomination window is closed.',
  SUBSTITUTIONS_FROZEN: FROZEN,
  RECOMMENDED_ALREADY: 'It has been recommended already; it waits for sign-off.',
  NOT_RECOMMENDED_YET: 'An officer has to recommend first.',
  ...wordsOfConflict(NOMINATION_SUBJECT),
};

/** Why this actor, who has the role for it, cannot act just now; undefined when they can. */
function obstacle(
  actor: Actor,
  action: NominationAction,
  facts: NominationFacts,
): UnavailableActionCode | undefined {
  if (nominationLifecycle.next(facts.state, action) === undefined) return 'NOT_IN_STATE';
  const { review } = facts;
  switch (action) {
    case 'UPDATE':
    case 'WITHDRAW':
      return undefined;
    case 'MARK_READY':
      return facts.isReady ? 'NOT_IN_STATE' : undefined;
    case 'UNMARK_READY':
      return facts.isReady ? undefined : 'NOT_IN_STATE';
    case 'SUBSTITUTE':
      return facts.isSubstitutionOpen || substitutesAlways(actor, facts) ? undefined : 'SUBSTITUTIONS_FROZEN';
    case 'CORRECT':
      return actor.kind === 'user' && review !== null ? conflictOfEdit(actor.userId, review) : undefined;
    case 'SUBMIT':
      return facts.state === 'DRAFT' && !facts.isWindowOpen ? 'WINDOW_CLOSED' : undefined;
    case 'CLAIM':
      return canClaim(actor, facts) ? undefined : 'NOT_IN_STATE';
    case 'RELEASE_CLAIM':
      return review?.claim === 'MINE' ? undefined : 'NOT_IN_STATE';
    case 'RECOMMEND':
      if (review?.stage === 'SIGN_OFF') return 'RECOMMENDED_ALREADY';
      if (actor.kind !== 'user' || review === null) return undefined;
      return conflictOfRecommendation(actor.userId, review);
    case 'RETURN':
    case 'REOPEN':
    case 'RELEASE':
      return undefined;
    case 'DECIDE':
      if (review?.stage === 'REVIEW') return 'NOT_RECOMMENDED_YET';
      if (actor.kind !== 'user' || review === null) return undefined;
      // Who has signed already is not stopped: a voice may be changed until the decision stands.
      return conflictOfDuty(actor.userId, review);
    case 'PROMOTE':
      if (actor.kind !== 'user' || !facts.duties) return undefined;
      return conflictOfDuty(actor.userId, facts.duties);
  }
}

/** Whether the actor may act at the stage, has not spoken there yet, and nobody is on it. */
function canClaim(actor: Actor, { conferenceId, review }: NominationFacts): boolean {
  if (actor.kind !== 'user' || review === null || review.stage === 'RELEASE' || review.claim !== null)
    return false;
  if (!hasConferenceRole(actor, conferenceId, ROLE_OF_STAGE[review.stage])) return false;
  const spoken = review.stage === 'REVIEW' ? review.recommendedBy : review.signedOffBy;
  const conflict = review.stage === 'REVIEW' ? conflictOfRecommendation : conflictOfDuty;
  return !spoken.includes(actor.userId) && conflict(actor.userId, review) === undefined;
}

const actionsOfRoles = new WeakMap<Actor, Map<string, readonly NominationAction[]>>();

/** The actions that the actor's roles allow on nominations of one body, in the order of the table; remembered per actor. */
function permittedActions(
  actor: Actor,
  of: { readonly conferenceId: string; readonly bodyId: string },
): readonly NominationAction[] {
  const byBody = actionsOfRoles.get(actor) ?? new Map<string, readonly NominationAction[]>();
  actionsOfRoles.set(actor, byBody);
  let actions = byBody.get(of.bodyId);
  if (actions === undefined) {
    const mayWrite = actor.kind === 'user' && actor.canWrite;
    actions = mayWrite ? NOMINATION_ACTIONS.filter((action) => mayEver[action](actor, of)) : [];
    byBody.set(of.bodyId, actions);
  }
  return actions;
}

/** What the caller can do with this nomination now. */
export function availableActions(actor: Actor, facts: NominationFacts): NominationAction[] {
  return permittedActions(actor, facts).filter((action) => obstacle(actor, action, facts) === undefined);
}

/** Besides the states in which it is possible: where people look for an action. Elsewhere its absence needs no reason. */
const ALSO_LOOKED_FOR: Partial<Record<NominationAction, readonly NominationState[]>> = {
  UPDATE: ['SUBMITTED', 'UNDER_REVIEW'],
};

/** Courtesies: nobody asks why there is none of them now. */
const COURTESIES: readonly NominationAction[] = ['CLAIM', 'RELEASE_CLAIM', 'MARK_READY', 'UNMARK_READY'];
const isExplained = (action: NominationAction): boolean => !COURTESIES.includes(action);

const isLookedFor = (action: NominationAction, state: NominationState): boolean =>
  nominationLifecycle.next(state, action) !== undefined || ALSO_LOOKED_FOR[action]?.includes(state) === true;

/**
 * What the caller's roles allow but the nomination does not allow now, and why: no action without a meaning in its state,
 * such as submitting what is submitted.
 */
export function unavailableActions(actor: Actor, facts: NominationFacts): UnavailableAction[] {
  return permittedActions(actor, facts).flatMap((action) => {
    if (!isExplained(action) || !isLookedFor(action, facts.state)) return [];
    const code = obstacle(actor, action, facts);
    if (code === undefined) return [];
    return [{ action, code, reason: code === 'NOT_IN_STATE' ? notInState(facts.state) : WORDS[code] }];
  });
}
