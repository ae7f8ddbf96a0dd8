import { Refusal } from '#libs/kernel';
import { type Outcome } from './outcome.js';

/** What somebody says at a stage: an officer's recommendation or an approver's sign-off. */
export interface NewSignOff {
  readonly outcome: Outcome;
  readonly byId: string;
  /** The absent colleague whose sign-off it is; null: their own. */
  readonly onBehalfOfId: string | null;
  readonly isQuotaOverridden: boolean;
}

/** A sign-off that stands: recorded as a step, and neither changed nor voided since. */
export interface StandingSignOff extends NewSignOff {
  readonly stepId: string;
  readonly kind: 'RECOMMEND' | 'SIGN_OFF';
  readonly isReasonShared: boolean;
}

const peopleOf = ({ byId, onBehalfOfId }: NewSignOff): string[] =>
  onBehalfOfId === null ? [byId] : [byId, onBehalfOfId];
const principalOf = ({ byId, onBehalfOfId }: NewSignOff): string => onBehalfOfId ?? byId;

/** Everybody who has a part in these sign-offs, whether they spoke or somebody spoke for them. */
export const peopleIn = (signOffs: readonly NewSignOff[]): string[] => signOffs.flatMap(peopleOf);

/** Whether two sign-offs want the same: one outcome, and a place beyond the quota only where both give it. */
const isOfOneMind = (one: NewSignOff, other: NewSignOff): boolean =>
  one.outcome === other.outcome && one.isQuotaOverridden === other.isQuotaOverridden;

/** The sign-offs that want what this one wants. Reasons may differ; only these count together towards a quorum. */
export const agreeing = <Any extends NewSignOff>(signOffs: readonly Any[], signOff: NewSignOff): Any[] =>
  signOffs.filter((other) => isOfOneMind(other, signOff));

/** Whoever spoke, and whoever's sign-off it is, may change it until the decision stands; a colleague may not. */
const mayChange = (signOff: NewSignOff, earlier: StandingSignOff): boolean =>
  principalOf(signOff) === principalOf(earlier) &&
  (signOff.byId === earlier.byId || signOff.byId === principalOf(signOff));

/**
 * The earlier sign-off that this one takes the place of, undefined where it is one more. Refuses ACTION_UNAVAILABLE what
 * would count one person twice, by themselves or through a colleague.
 */
export function signOffReplacedBy(
  signOff: NewSignOff,
  standing: readonly StandingSignOff[],
): StandingSignOff | undefined {
  const people = new Set(peopleOf(signOff));
  const [earlier, another] = standing.filter((other) => peopleOf(other).some((person) => people.has(person)));
  if (earlier === undefined) return undefined;
  if (another !== undefined || !mayChange(signOff, earlier)) {
    throw new Refusal(
      'ACTION_UNAVAILABLE',
      'One person counts once: you, or the colleague for whom you sign, have a part in this already.',
    );
  }
  if (isOfOneMind(signOff, earlier)) {
    throw new Refusal(
      'ACTION_UNAVAILABLE',
      'You have said this already. A colleague has to add theirs; until then you may change yours.',
    );
  }
  return earlier;
}
