import { Refusal } from '#libs/kernel';
import { type Outcome } from './outcome.js';

/** What somebody says at a stage: an officer's recommendation or an approver's sign-off. */
export interface NewVoice {
  readonly outcome: Outcome;
  readonly byId: string;
  /** The absent colleague whose voice it is; null: their own. */
  readonly onBehalfOfId: string | null;
  readonly isQuotaOverridden: boolean;
}

/** A voice that stands: recorded as a step, and neither changed nor voided since. */
export interface Voice extends NewVoice {
  readonly stepId: string;
  readonly kind: 'RECOMMEND' | 'SIGN_OFF';
  readonly isReasonShared: boolean;
}

const peopleOf = ({ byId, onBehalfOfId }: NewVoice): string[] =>
  onBehalfOfId === null ? [byId] : [byId, onBehalfOfId];
const principalOf = ({ byId, onBehalfOfId }: NewVoice): string => onBehalfOfId ?? byId;

/** Everybody who has a part in these voices, whether they spoke or somebody spoke for them. */
export const peopleHeard = (voices: readonly NewVoice[]): string[] => voices.flatMap(peopleOf);

/** Whether two voices want the same: one outcome, and a place beyond the quota only where both give it. */
const isOfOneMind = (one: NewVoice, other: NewVoice): boolean =>
  one.outcome === other.outcome && one.isQuotaOverridden === other.isQuotaOverridden;

/** The voices that want what this one wants. Reasons may differ; only these count together towards a quorum. */
export const agreeing = <Any extends NewVoice>(voices: readonly Any[], voice: NewVoice): Any[] =>
  voices.filter((other) => isOfOneMind(other, voice));

/** Whoever spoke, and whoever's voice it is, may change it until the decision stands; a colleague may not. */
const mayChange = (voice: NewVoice, earlier: Voice): boolean =>
  principalOf(voice) === principalOf(earlier) &&
  (voice.byId === earlier.byId || voice.byId === principalOf(voice));

/**
 * The earlier voice that this one takes the place of, undefined where it is one more. Refuses ACTION_UNAVAILABLE what
 * would let one person be heard twice, by themselves or through a colleague.
 */
export function voiceReplacedBy(voice: NewVoice, standing: readonly Voice[]): Voice | undefined {
  const people = new Set(peopleOf(voice));
  const [earlier, another] = standing.filter((other) => peopleOf(other).some((person) => people.has(person)));
  if (earlier === undefined) return undefined;
  if (another !== undefined || !mayChange(voice, earlier)) {
    throw new Refusal(
      'ACTION_UNAVAILABLE',
      'One person is heard once: you, or the colleague for whom you sign, have a part in a voice already.',
    );
  }
  if (isOfOneMind(voice, earlier)) {
    throw new Refusal(
      'ACTION_UNAVAILABLE',
      'This voice is recorded already. A colleague has to add theirs; until then you may change yours.',
    );
  }
  return earlier;
}
