import { type Actor, hasConferenceRole } from '#libs/kernel';
import { type PairState } from '#libs/screening';
import {
  availableActions,
  type NominationFacts,
  notInState,
  unavailableActions,
  type UnavailableActionCode,
} from './nomination.policy.js';

/** What the host does with two nominations that may be of one person. */
export const PAIR_ACTIONS = ['JUDGE', 'MERGE_INTO_FIRST', 'MERGE_INTO_SECOND'] as const;
export type PairAction = (typeof PAIR_ACTIONS)[number];
export type PairObstacle = 'NOT_JUDGED_SAME' | UnavailableActionCode;

/** What the rules look at. */
export interface PairFacts {
  readonly state: PairState;
  readonly first: NominationFacts;
  readonly second: NominationFacts;
}

export interface UnavailablePairAction {
  readonly action: PairAction;
  readonly code: PairObstacle;
  /** The same in plain English. */
  readonly reason: string;
}

const CORRECTED = { MERGE_INTO_FIRST: 'first', MERGE_INTO_SECOND: 'second' } as const;
export const NOT_JUDGED_SAME = 'Say first that both are of one person.';

/** Officers and approvers judge; officers correct, as they correct any nomination. */
const mayEver = (actor: Actor, action: PairAction, { first: { conferenceId } }: PairFacts): boolean =>
  actor.kind === 'user' &&
  actor.canWrite &&
  (action === 'JUDGE'
    ? hasConferenceRole(actor, conferenceId, 'HOST_OFFICER', 'HOST_APPROVER')
    : hasConferenceRole(actor, conferenceId, 'HOST_OFFICER'));

function obstacle(
  actor: Actor,
  action: PairAction,
  pair: PairFacts,
): Omit<UnavailablePairAction, 'action'> | undefined {
  if (action === 'JUDGE') return undefined;
  if (pair.state !== 'SAME') return { code: 'NOT_JUDGED_SAME', reason: NOT_JUDGED_SAME };
  const facts = pair[CORRECTED[action]];
  if (availableActions(actor, facts).includes('CORRECT')) return undefined;
  const known = unavailableActions(actor, facts).find((one) => one.action === 'CORRECT');
  return known ?? { code: 'NOT_IN_STATE', reason: notInState(facts.state) };
}

/** What the caller can do with a pair now. */
export const availablePairActions = (actor: Actor, pair: PairFacts): PairAction[] =>
  PAIR_ACTIONS.filter(
    (action) => mayEver(actor, action, pair) && obstacle(actor, action, pair) === undefined,
  );

/** What the caller's role allows but the pair does not allow now, and why. */
export const unavailablePairActions = (actor: Actor, pair: PairFacts): UnavailablePairAction[] =>
  PAIR_ACTIONS.flatMap((action) => {
    const why = mayEver(actor, action, pair) ? obstacle(actor, action, pair) : undefined;
    return why === undefined ? [] : [{ action, code: why.code, reason: why.reason }];
  });
